// Package assets holds what a browser loads beside the pages: one stylesheet, one small script, two cuts of Public Sans, a sprite
// of icons, and the colors of the instance.
//
// The files in dist are built from src by `go generate ./web/assets` (npm, sass and esbuild; nothing of that is needed to build,
// run or test Concord) and are committed. Each carries the hash of its content in its name, so that a browser may keep it for
// ever, and lies beside its .br and .gz, so that serving compresses nothing. Change the sources in src, never dist: a test compares
// the hash of the sources with the one that dist was built from.
//
// src/COMPONENTS.md is the contract with the pages: the HTML that the stylesheet and the script expect.
package assets

//go:generate npm ci --prefix src
//go:generate npm run build --prefix src
