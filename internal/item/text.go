package item

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"example.org/concord/internal/fault"
)

// Limits of what is typed, stated on the forms and held again by the database.
const (
	MaxTitle   = 200        // characters
	MaxBody    = 100 * 1024 // bytes
	maxSummary = 300        // characters
)

// Text is a text in Markdown as it was typed, and what is made of it once, when it is written: a page only copies it.
type Text struct {
	Body    string
	HTML    string // sanitized: no HTML of the author's, no image, links to http, https and mailto only
	Summary string // the first lines as plain text, for lists
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify))

var (
	onPage  = pagePolicy()
	asPlain = bluemonday.StrictPolicy()
)

// pagePolicy lets through what Markdown makes and nothing else. Images are left out: fetching one would tell its server who reads.
func pagePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote",
		"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}

var heading = regexp.MustCompile(`<(/?)h([1-6])>`)

// outline sets the author's headings below the page's own, whatever level they were typed with: the first is one below the heading
// above the text, and none skips a level, for those who walk a page by its headings.
func outline(page string, above int) string {
	first, level := 0, above
	return heading.ReplaceAllStringFunc(page, func(tag string) string {
		if typed := int(tag[len(tag)-2] - '0'); tag[1] != '/' {
			if first == 0 {
				first = typed
			}
			level = min(max(typed-first, 0)+above+1, level+1, 6)
		}
		return tag[:len(tag)-2] + strconv.Itoa(level) + ">"
	})
}

// block ends where a list of words must not run together.
var block = regexp.MustCompile(`</(p|h[1-6]|li|td|th|pre|blockquote)>|<br>|<hr>`)

// Render makes a Text of Markdown. The headings in it begin one level below above, the heading it stands under.
func Render(body string, above int) (Text, error) {
	var out bytes.Buffer
	if err := markdown.Convert([]byte(body), &out); err != nil {
		return Text{}, fmt.Errorf("render a text: %w", err)
	}
	page := outline(onPage.Sanitize(out.String()), above)
	plain := html.UnescapeString(asPlain.Sanitize(block.ReplaceAllString(page, "$0 ")))
	return Text{Body: body, HTML: page, Summary: shorten(strings.Join(strings.Fields(plain), " "), maxSummary)}, nil
}

// shorten cuts a text at a word, so that it has no more than most characters.
func shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most-1])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRightFunc(cut, unicode.IsPunct) + "…"
}

// Check notes what is wrong with a title and a body. The text itself is never cut or mended: its author does that.
func Check(title, body string, problems *fault.Invalid) {
	CheckTitle(title, problems)
	CheckBody(body, problems)
}

// CheckTitle notes what is wrong with a title.
func CheckTitle(title string, problems *fault.Invalid) {
	switch n := utf8.RuneCountInString(title); {
	case !Storable(title) || strings.ContainsAny(title, "\r\n"):
		problems.Add("title", "The title holds a character that cannot be stored. Type it again without pasting.")
	case strings.TrimSpace(title) == "":
		problems.Add("title", "Write a title: what happened, and where.")
	case n > MaxTitle:
		problems.Add("title", fmt.Sprintf("The title has %d characters; %d fit. Move the rest into the text.", n, MaxTitle))
	}
}

// CheckBody notes what is wrong with a body.
func CheckBody(body string, problems *fault.Invalid) {
	switch {
	case !Storable(body):
		problems.Add("body", "The text holds a character that cannot be stored. Remove what you pasted last and send it again.")
	case strings.TrimSpace(body) == "":
		problems.Add("body", "Write the text.")
	case len(body) > MaxBody:
		problems.Add("body", fmt.Sprintf("The text has %d kB; %d kB fit. Shorten it, or attach the long part as a file.", (len(body)+1023)/1024, MaxBody/1024))
	}
}

// Storable says whether PostgreSQL can keep the text as it is.
func Storable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
