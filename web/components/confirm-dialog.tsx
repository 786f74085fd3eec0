'use client';
import { useEffect, useId, useRef } from 'react';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  readonly keep: string;
  readonly confirm: string;
  readonly isBusy: boolean;
  /** The error of the last attempt; empty without one. */
  readonly problem: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before data is lost. The safe answer comes first and has the focus; Escape chooses it too. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [titleId, textId] = [useId(), useId()];
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      aria-describedby={textId}
      onClose={onClose}
      className="card m-auto w-[min(28rem,calc(100vw-2rem))] p-6 text-ink shadow-2xl backdrop:bg-black/50 sm:p-8"
    >
      <h2 id={titleId} className="text-xl font-bold tracking-tight">
        {props.title}
      </h2>
      <p id={textId} className="mt-2 text-quiet">
        {props.text}
      </p>
      <p role="status" className="mt-3 font-medium text-danger empty:hidden">
        {props.problem}
      </p>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {props.keep}
        </button>
        <button
          type="button"
          className="button button-danger"
          disabled={props.isBusy}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </button>
      </div>
    </dialog>
  );
}
