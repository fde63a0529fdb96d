// Markup that comes from our own server, which sanitized it, may become elements. The policy is the one place where it does: the
// Content-Security-Policy refuses any other.
export const trusted = window.trustedTypes?.createPolicy("concord", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
