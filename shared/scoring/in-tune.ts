/**
 * A deviation up to this many cents is in tune, on every page and in every score. Listeners accept 20 to
 * 25 cents in a melody (Vurma and Ross, "Production and perception of musical intervals", 2006).
 */
export const inTuneCents = 20;
