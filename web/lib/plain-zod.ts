import { z } from 'zod';

// The Content Security Policy forbids eval, which zod tries with its first schema: import this first.
z.config({ jitless: true });
