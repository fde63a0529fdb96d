package story

import (
	"bytes"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM))

// render gives the text as HTML, and its plain beginning for lists.
func render(body string) (html, summary string, err error) {
	var b bytes.Buffer
	if err := markdown.Convert([]byte(body), &b); err != nil {
		return "", "", err
	}
	html = bluemonday.UGCPolicy().Sanitize(b.String())
	plain := []rune(strings.Join(strings.Fields(bluemonday.StrictPolicy().Sanitize(html)), " "))
	return html, string(plain[:min(len(plain), 240)]), nil
}
