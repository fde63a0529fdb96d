package item

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"

	"example.org/concord/internal/fault"
	"example.org/concord/internal/markdown"
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
	HTML    string // sanitized: HTML of the author's is text in it, no image, links to http, https and mailto only
	Summary string // the first lines as plain text, for lists
}

// onPage lets through what Markdown makes and nothing else. Images are left out: fetching one would tell its server who reads.
var onPage = pagePolicy()

func pagePolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote",
		"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("value").Matching(bluemonday.Integer).OnElements("li")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}

// Render makes a Text of Markdown. The headings in it begin one level below above, the heading it stands under.
func Render(body string, above int) (Text, error) {
	page, err := markdown.HTML(body, above)
	if err != nil {
		return Text{}, err
	}
	page = onPage.Sanitize(page)
	return Text{Body: body, HTML: page, Summary: shorten(beginning(page), maxSummary)}, nil
}

// beginning is the first part of a page as plain text, more than a summary has. The page is sanitized: each < begins a tag.
func beginning(page string) string {
	var words strings.Builder
	for page != "" && words.Len() < 8*maxSummary {
		said, rest, _ := strings.Cut(page, "<")
		words.WriteString(said[:min(len(said), 8*maxSummary)])
		tag, after, _ := strings.Cut(rest, ">")
		if page = after; block[strings.TrimRight(tag, "/")] {
			words.WriteByte(' ')
		}
	}
	return strings.ToValidUTF8(strings.Join(strings.Fields(html.UnescapeString(words.String())), " "), "")
}

// block ends where words must not run together.
var block = map[string]bool{"/p": true, "/h1": true, "/h2": true, "/h3": true, "/h4": true, "/h5": true, "/h6": true, "/li": true, "/td": true, "/th": true,
	"/pre": true, "/blockquote": true, "br": true, "hr": true}

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
