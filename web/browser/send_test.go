package browser

import "fmt"

// submits sends the page's main form as it stands, or with the values given.
func submits(values ...string) func(b *tab) {
	return func(b *tab) {
		for i := 0; i < len(values); i += 2 {
			evaluate[bool](b, fmt.Sprintf(`(() => {
				const c = [...document.querySelectorAll("main [name=" + CSS.escape(%q) + "]")];
				const one = c.find(x => (x.type == "radio" || x.type == "checkbox") && x.value == %[2]q);
				if (one) { one.checked = true; return true }
				c[0].value = %[2]q;
				return true })()`, values[i], values[i+1]))
		}
		b.leave(`(() => {
			const send = document.querySelector("main form[method=post] [type=submit]:not([formnovalidate])");
			send.form.noValidate = true; // what the browser itself refuses never comes back
			send.click() })()`)
	}
}

// sendsEmpty sends, as it stands, the form whose address ends so.
func sendsEmpty(ending string) func(b *tab) {
	return func(b *tab) {
		b.leave(fmt.Sprintf(`(() => {
			const form = document.querySelector("form[method=post][action$=" + JSON.stringify(%q) + "]");
			form.noValidate = true;
			form.querySelector("[type=submit]").click() })()`, ending))
	}
}

// opens unfolds everything that is folded.
func opens(b *tab) {
	evaluate[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true) ?? true`)
}
