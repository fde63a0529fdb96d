package page

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// attachment is the Content-Disposition of RFC 6266 for any file name: an ASCII form for old clients, the exact one beside it.
func attachment(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '/' {
			return '_'
		}
		return r
	}, name)
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, url.PathEscape(name))
}

func newReader(b []byte) io.Reader { return bytes.NewReader(b) }
