//go:build race

package markdown

// mostMegabytes is more here: under the race detector a sync.Pool forgets at random, so that expressions make their matchers anew.
const mostMegabytes = 5 * 120
