package web

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"example.org/concord/internal/typed"
	"example.org/concord/web/page"
)

// piece is one token of a page, and how it stood there.
type piece struct {
	html.Token
	raw []byte
}

func pieces(doc []byte) []piece {
	var all []piece
	for z := html.NewTokenizer(bytes.NewReader(doc)); z.Next() != html.ErrorToken; {
		raw := slices.Clone(z.Raw())
		all = append(all, piece{z.Token(), raw})
	}
	return all
}

func (p piece) attribute(name string) string {
	for _, a := range p.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (p piece) opens(name string) bool {
	return (p.Type == html.StartTagToken || p.Type == html.SelfClosingTagToken) && p.Data == name
}

// with sets an attribute, or takes it away where there is no value.
func (p piece) with(name string, value *string) piece {
	p.Attr = slices.DeleteFunc(slices.Clone(p.Attr), func(a html.Attribute) bool { return a.Key == name })
	if value != nil {
		p.Attr = append(p.Attr, html.Attribute{Key: name, Val: *value})
	}
	p.raw = []byte(p.Token.String())
	return p
}

// forms are where the forms begin and end that post to the address.
func forms(all []piece, action string) [][2]int {
	var found [][2]int
	for i, p := range all {
		if p.opens("form") && strings.EqualFold(p.attribute("method"), "post") && p.attribute("action") == action {
			end := i + 1
			for end < len(all) && (all[end].Type != html.EndTagToken || all[end].Data != "form") {
				end++
			}
			found = append(found, [2]int{i, end})
		}
	}
	return found
}

// alike is how many controls of a form bear what was sent: of several forms that go to one address it tells the one that was sent.
func alike(form []piece, f typed.Form) int {
	n := 0
	for _, p := range form {
		if name := p.attribute("name"); f.Fields.Has(name) && (p.opens("input") || p.opens("textarea") || p.opens("select")) {
			if n++; p.attribute("type") == "hidden" && slices.Contains(f.Fields[name], p.attribute("value")) {
				n++
			}
		}
	}
	return n
}

// refill puts what was typed into the page's form that goes where it was going, a notice at the head of the page, and the name of what is
// kept into the form. False: the page holds no such form.
func refill(doc []byte, f typed.Form, kept string, notice []byte) ([]byte, bool) {
	all := pieces(doc)
	found := forms(all, f.Path)
	if len(found) == 0 {
		return nil, false
	}
	at := slices.MaxFunc(found, func(a, b [2]int) int { return alike(all[a[0]:a[1]], f) - alike(all[b[0]:b[1]], f) })
	var out bytes.Buffer
	for i := 0; i < len(all); i++ {
		if i != at[0] {
			out.Write(all[i].raw)
			if all[i].opens("main") {
				out.Write(notice)
			}
			continue
		}
		out.WriteString(`<span id="kept"></span>`)
		out.Write(all[i].raw)
		out.WriteString(hidden(page.KeptField, kept))
		filled(&out, all[at[0]+1:at[1]], f.Fields)
		i = at[1] - 1
	}
	return out.Bytes(), true
}

// filled writes the inside of a form with the values that were sent. What was not sent at all was not chosen; a line that was not sent is as
// the page has it.
func filled(out *bytes.Buffer, form []piece, sent url.Values) {
	left := map[string][]string{}
	for name, values := range sent {
		left[name] = slices.Clone(values)
	}
	next := func(name string) *string {
		if len(left[name]) == 0 {
			return nil
		}
		value := left[name][0]
		left[name] = left[name][1:]
		return &value
	}
	yes, chooses := "", ""
	for i := 0; i < len(form); i++ {
		p := form[i]
		name := p.attribute("name")
		switch {
		case p.opens("details"):
			p = p.with("open", &yes)
		case p.opens("input"):
			switch p.attribute("type") {
			case "checkbox", "radio":
				chosen := slices.Contains(sent[name], p.attribute("value"))
				p = p.with("checked", map[bool]*string{true: &yes}[chosen])
			case "file", "submit", "button", "image", "password":
			default:
				if value := next(name); value != nil {
					p = p.with("value", value)
				}
			}
		case p.opens("select"):
			chooses = name
		case p.opens("option") && sent.Has(chooses):
			p = p.with("selected", map[bool]*string{true: &yes}[slices.Contains(sent[chooses], p.attribute("value"))])
		case p.opens("textarea"):
			if value := next(name); value != nil {
				out.Write(p.raw)
				out.WriteString("\n" + html.EscapeString(*value)) // a browser leaves the first line break out
				for i++; i < len(form) && form[i].Type == html.TextToken; i++ {
					continue // what the page had there
				}
				p = form[i]
			}
		}
		out.Write(p.raw)
	}
}

func hidden(name, value string) string {
	return `<input type="hidden" name="` + name + `" value="` + html.EscapeString(value) + `"/>`
}

// carry keeps the name of what is kept in a form that came back once more.
func carry(doc []byte, path, kept string) []byte {
	all := pieces(doc)
	found := forms(all, path)
	if len(found) == 0 {
		return doc
	}
	var out bytes.Buffer
	for i, p := range all {
		out.Write(p.raw)
		if i == found[0][0] {
			out.WriteString(hidden(page.KeptField, kept))
		}
	}
	return out.Bytes()
}
