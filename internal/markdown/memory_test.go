//go:build !race

package markdown

// mostMegabytes is what the conversion of 100 kB may take in all.
const mostMegabytes = 120
