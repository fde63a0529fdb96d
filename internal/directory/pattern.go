package directory

import "strings"

var escape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// like keeps what a person typed from being read as a pattern.
func like(typed string) string { return escape.Replace(strings.TrimSpace(typed)) }
