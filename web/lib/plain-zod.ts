import { z } from 'zod';

// The page's policy forbids eval, which zod tries with the first schema that is made: imported before all others.
z.config({ jitless: true });
