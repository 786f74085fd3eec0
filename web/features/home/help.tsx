'use client';
import { Chevron } from '../../components/chevron.tsx';
import { useMessages } from '../../lib/messages/use-messages.ts';

/** Common questions, collapsed. */
export function Help() {
  const { help } = useMessages();
  return (
    <section className="order-2 lg:col-span-2 returning:col-span-1">
      <h2 className="mb-2 font-semibold">{help.title}</h2>
      <div className="grid gap-x-16 lg:grid-cols-2">
        {help.questions.map(([question, answer]) => (
          <details key={question} className="group border-b border-line">
            <summary className="flex min-h-12 list-none items-center gap-3 py-2 font-medium hover:text-leaf">
              <Chevron />
              {question}
            </summary>
            <p className="pb-4 pl-6 text-quiet">{answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
