package markdown

import "strings"

// whole says whether each word of a text stands on its page as often as it was typed, but for those that became formatting. It is the
// last line: where it holds no longer, whatever the reason, the text is shown as it was typed.
func whole(source, page string, formed map[string]int) bool {
	there := make(map[string]int, len(source)/8)
	for page != "" {
		words, rest, _ := strings.Cut(page, "<")
		for words != "" {
			said, entity, found := strings.Cut(words, "&")
			each(said, func(w string) bool { there[w]++; return true })
			if words = ""; found {
				_, words, _ = strings.Cut(entity, ";")
			}
		}
		_, page, _ = strings.Cut(rest, ">")
	}
	return each(source, func(w string) bool {
		if there[w] > 0 {
			there[w]--
			return true
		}
		formed[w]--
		return formed[w] >= 0
	})
}

// each goes through the words of a text as long as it is told to.
func each(s string, do func(string) bool) bool {
	from := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && (s[i] >= 0x80 || s[i] >= '0' && s[i] <= '9' || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
			if from < 0 {
				from = i
			}
			continue
		}
		if from >= 0 && !do(s[from:i]) {
			return false
		}
		from = -1
	}
	return true
}
