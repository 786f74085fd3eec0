/**
 * The header with which CloudFront, or the local web server, proves that a request came through it. The
 * functions refuse requests without it, so the API's own host is of no use to anyone else.
 */
export const originSecretHeader = 'x-origin-secret';

/** Long enough that it cannot be guessed. */
export const minOriginSecretLength = 32;
