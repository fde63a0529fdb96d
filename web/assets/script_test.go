package assets

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const draft = `<p data-autosave-status role="status">Draft</p><form method="post" action="/post" data-autosave-url="/autosave" data-warn-unsaved>
	<input id="title" name="title"><input type="file" name="file"><input type="hidden" name="version" value="7"><button>Post</button></form>`

// leaving tells whether the browser would ask before the page is left.
const leaving = `!window.dispatchEvent(new Event("beforeunload", {cancelable: true}))`

func TestDraftSavesItselfAndSaysSo(t *testing.T) {
	w := open(t, "", draft)
	if is[bool](w, leaving) {
		t.Error("an untouched form asks before it is left")
	}
	w.do(chromedp.SendKeys(chromedp.CSS("#title"), "Lock 52"))
	if !is[bool](w, leaving) {
		t.Error("a changed form is left without a question")
	}
	w.becomes(`/^Saved \d+:\d\d\s[AP]M$/.test(document.querySelector("[data-autosave-status]").textContent)`)
	saved := w.sent("/autosave")
	if len(saved) != 1 || saved[0].autosave != "1" || fmt.Sprint(saved[0].fields) != "map[title:[Lock 52] version:[7]]" {
		t.Errorf("saved %v", saved)
	}
	if is[bool](w, leaving) {
		t.Error("a saved draft asks before it is left")
	}
}

func TestADraftThatIsNotSavedSaysThatTheTextIsStillThere(t *testing.T) {
	w := open(t, "", draft)
	w.mu.Lock()
	w.status = http.StatusUnauthorized
	w.mu.Unlock()
	w.do(chromedp.SendKeys(chromedp.CSS("#title"), "Lock 52"))
	w.becomes(`document.querySelector("[data-autosave-status]").textContent.startsWith("Not saved: your sign-in has ended. Your text is still here.")`)
	if !is[bool](w, leaving) {
		t.Error("what is not saved is left without a question")
	}
}

func TestToolbarWritesMarkdown(t *testing.T) {
	w := open(t, "", `<textarea id="body" data-markdown></textarea>`)
	press := func(name string) {
		w.do(chromedp.Click(chromedp.Search(fmt.Sprintf(`//button[contains(., %q)]`, name))))
	}
	if got := is[string](w, `[...document.querySelectorAll(".editor__tool")].map(b => b.textContent).join()`); got != "Bold,Italic,List,Link,Quote" {
		t.Errorf("the tools are %s", got)
	}
	for _, c := range []struct{ before, tool, want, selected string }{
		{"", "Bold", "**bold text**", "bold text"},
		{"", "Italic", "_emphasized text_", "emphasized text"},
		{"lock", "Bold", "**lock**", "lock"},
		{"lock", "Link", "[lock](https://)", "lock"},
		{"one\ntwo", "List", "- one\n- two", ""},
		{"one\ntwo", "Quote", "> one\n> two", ""},
	} {
		is[bool](w, fmt.Sprintf(`{ const b = document.getElementById("body"); b.value = %q; b.select(); true }`, c.before))
		press(c.tool)
		if got := is[string](w, `document.getElementById("body").value`); got != c.want {
			t.Errorf("%s on %q makes %q, want %q", c.tool, c.before, got, c.want)
		}
		if got := is[string](w, `getSelection().toString()`); c.selected != "" && got != c.selected {
			t.Errorf("%s on %q selects %q, want %q", c.tool, c.before, got, c.selected)
		}
	}
	is[bool](w, `document.execCommand("undo")`)
	if got := is[string](w, `document.getElementById("body").value`); got != "one\ntwo" {
		t.Errorf("undo brings back %q", got)
	}
}

func TestPreviewShowsWhatTheServerRenders(t *testing.T) {
	w := open(t, "", `<form method="post"><textarea id="body" data-preview-url="/preview" data-preview-into="shown">Lock <b> & 52</textarea><div id="shown"></div></form>`)
	w.becomes(`document.getElementById("shown").innerHTML === "<h2>Shown</h2><p>Lock &lt;b&gt; &amp; 52</p>"`)
	is[bool](w, `{ const b = document.getElementById("body"); b.value += " opens"; b.dispatchEvent(new Event("input")) }`)
	w.becomes(`document.getElementById("shown").textContent === "ShownLock <b> & 52 opens"`)
	is[bool](w, `{ const b = document.getElementById("body"); b.value = " "; b.dispatchEvent(new Event("input")) }`)
	w.becomes(`document.getElementById("shown").childNodes.length === 0`)
}

func TestALabelLeavesOnlyTheAudiencesItAllows(t *testing.T) {
	w := open(t, "", `<form method="post">
		<input type="radio" name="label" id="red" data-widest="1"><input type="radio" name="label" id="amber" data-widest="3">
		<fieldset data-audience>
			<div data-width="1"><input type="checkbox" id="person" checked></div>
			<div data-width="3"><input type="checkbox" id="council" checked></div>
			<div data-width="4"><input type="checkbox" id="community"></div>
			<p data-audience-note role="status"></p>
		</fieldset></form>`)
	state := `["person", "council", "community"].map(id => document.getElementById(id)).map(b => b.disabled || b.parentNode.hidden ? "-" : b.checked ? "x" : "o").join("") +
		document.querySelector("[data-audience-note]").textContent`
	if got := is[string](w, state); got != "xxo" {
		t.Errorf("before a label is chosen: %s", got)
	}
	w.do(chromedp.Click(chromedp.CSS("#amber")))
	if got := is[string](w, state); got != "xx-" {
		t.Errorf("TLP:AMBER leaves %s", got)
	}
	w.do(chromedp.Click(chromedp.CSS("#red")))
	if got := is[string](w, state); got != "x--One audience that you had chosen is wider than this label allows. It is left out." {
		t.Errorf("TLP:RED leaves %s", got)
	}
	w.do(chromedp.Click(chromedp.CSS("#amber")))
	if got := is[string](w, state); got != "xx-" {
		t.Errorf("a label chosen by mistake costs the choice: %s", got)
	}
}

func TestADoubleClickSendsAFormOnce(t *testing.T) {
	w := open(t, "", `<form method="post" action="/post" data-once><button id="send" type="submit" name="then" value="post">Post</button></form>`)
	w.do(chromedp.DoubleClick(chromedp.CSS("#send")))
	w.becomes(`document.getElementById("send").getAttribute("aria-disabled") === "true"`)
	w.do(chromedp.Click(chromedp.CSS("#send")))
	// The page comes back from the history: it must be usable, and only then may a second request leave.
	is[bool](w, `window.dispatchEvent(new Event("pageshow"))`)
	if is[bool](w, `document.getElementById("send").hasAttribute("aria-disabled")`) {
		t.Error("a page that comes back cannot be sent again")
	}
	w.do(chromedp.Click(chromedp.CSS("#send")))
	for len(w.sent("/post")) < 2 && w.ctx.Err() == nil {
		time.Sleep(20 * time.Millisecond)
	}
	sent := w.sent("/post")
	if len(sent) != 2 || fmt.Sprint(sent[0].fields) != "map[then:[post]]" {
		t.Errorf("sent %v: once by three presses, once after the page came back", sent)
	}
}

func TestTheEndOfASignInIsAnnouncedAndCanBePutOff(t *testing.T) {
	w := open(t, `data-expires="SOON" data-extend-url="/extend"`, "")
	w.becomes(`document.querySelector(".session-warning[role=alert] p")?.textContent.startsWith("Your sign-in ends at ") ?? false`)
	w.do(chromedp.Click(chromedp.CSS(".session-warning button")))
	w.becomes(`document.querySelector(".session-warning") === null`)
	if n := len(w.sent("/extend")); n != 1 {
		t.Errorf("asked for more time %d times", n)
	}
}

func TestASignInThatEndedSaysThatTheTextIsStillThere(t *testing.T) {
	w := open(t, fmt.Sprintf(`data-expires=%q data-extend-url="/extend"`, time.Now().Add(-time.Second).Format(time.RFC3339)), "")
	w.becomes(`document.querySelector(".session-warning p")?.textContent.startsWith("Your sign-in has ended. What you typed is still here") ?? false`)
	if is[bool](w, `document.querySelector(".session-warning button") !== null`) {
		t.Error("a sign-in that ended offers to go on")
	}
}

func TestTheRoomLeftIsSaidNearTheLimit(t *testing.T) {
	w := open(t, "", `<input id="title" aria-describedby="hint" data-count="10"><textarea id="body" data-count="2048" data-count-bytes></textarea>`)
	said := func(id string) string {
		return is[string](w, fmt.Sprintf(`document.getElementById("%s-count").textContent`, id))
	}
	w.do(chromedp.SendKeys(chromedp.CSS("#title"), "seven.."))
	if got := said("title"); got != "" {
		t.Errorf("far from the limit it says %q", got)
	}
	w.do(chromedp.SendKeys(chromedp.CSS("#title"), "89"))
	w.becomes(`document.getElementById("title-count").textContent === "1 character left"`)
	w.do(chromedp.SendKeys(chromedp.CSS("#title"), "xyz"))
	w.becomes(`document.getElementById("title-count").textContent === "2 characters too many"`)
	if got := is[string](w, `document.getElementById("title").getAttribute("aria-describedby")`); got != "hint title-count" {
		t.Errorf("described by %q", got)
	}
	is[bool](w, `{ const b = document.getElementById("body"); b.value = "é".repeat(900); b.dispatchEvent(new Event("input")) }`)
	w.becomes(`document.getElementById("body-count").textContent === "0.2 kB left"`) // 1,800 of 2,048 bytes
}

func TestMenuClosesOnEscapeAndOnAClickElsewhere(t *testing.T) {
	w := open(t, "", `<p id="elsewhere">Text</p><details class="menu"><summary>Dana Ortiz</summary><a href="/a">My account</a></details>`)
	isOpen := `document.querySelector(".menu").open`
	w.do(chromedp.Click(chromedp.CSS("summary")))
	if !is[bool](w, isOpen) {
		t.Fatal("the menu does not open")
	}
	is[bool](w, `document.querySelector(".menu a").dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}))`)
	if is[bool](w, isOpen) || !is[bool](w, `document.activeElement.tagName === "SUMMARY"`) {
		t.Error("Escape leaves the menu open or loses the focus")
	}
	w.do(chromedp.Click(chromedp.CSS("summary")), chromedp.Click(chromedp.CSS("#elsewhere")))
	if is[bool](w, isOpen) {
		t.Error("a click elsewhere leaves the menu open")
	}
}

func TestErrorsTakeTheFocusAndScriptedButtonsAppear(t *testing.T) {
	w := open(t, "", `<div class="error-summary" tabindex="-1">Two things</div><button data-print hidden>Print</button>
		<form method="get" action="/"><select id="kind" name="kind" data-auto-submit><option>all<option>advisory</select></form>`)
	w.becomes(`document.activeElement.className === "error-summary"`)
	if is[bool](w, `document.querySelector("[data-print]").hidden`) {
		t.Error("the print button stays hidden")
	}
	is[bool](w, `{ const k = document.getElementById("kind"); k.value = "advisory"; k.dispatchEvent(new Event("change")) }`)
	w.becomes(`location.search === "?kind=advisory"`)
}

func TestAWideTableInATextIsReachedByKeyboard(t *testing.T) {
	w := open(t, "", `<div class="reading"><table id="narrow"><tr><td>1</td></tr></table><table id="wide"><tr>`+strings.Repeat("<td>1</td>", 200)+`</tr></table></div>`)
	if got := is[string](w, `document.getElementById("narrow").tabIndex + " " + document.getElementById("wide").tabIndex`); got != "-1 0" {
		t.Errorf("tab order of the narrow and the wide table: %s", got)
	}
	if is[bool](w, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("a wide table makes the page scroll sideways")
	}
}

func TestPagesAskForNothingThatTheyDoNotShow(t *testing.T) {
	w := open(t, "", `<textarea data-markdown></textarea>`)
	loaded := is[string](w, `performance.getEntriesByType("resource").map(e => new URL(e.name).pathname.replace(/-[0-9a-f]{12}/, "")).sort().join(" ")`)
	for _, name := range strings.Fields(loaded) {
		switch name {
		case "/assets/concord.css", "/assets/concord.js", "/assets/instance.css", "/assets/icons.svg", "/assets/favicon.svg",
			"/assets/public-sans-regular.woff2", "/assets/public-sans-semibold.woff2":
		default:
			t.Errorf("a plain page loads %s", name)
		}
	}
	if !strings.Contains(loaded, "/assets/concord.js") {
		t.Errorf("the list of what was loaded is empty: %q", loaded)
	}
}

const working = `<div data-again><label for="p">%s</label><progress id="p" max="9" value="%d"></progress></div>`

func TestAPageOnWhichThePortalWorksShowsWhatCameOfItWithoutAReload(t *testing.T) {
	done := `<h1>Done</h1><form data-once method="post" action="/approve"><button>Take it in</button></form>`
	w := open(t, "", fmt.Sprintf(working, "0 of 9 rows", 0), fmt.Sprintf(working, "4 of 9 rows", 4), "", done)
	is[bool](w, `window.stays = true, true`)
	w.becomes(`document.querySelector("[data-again] label").textContent === "4 of 9 rows" && document.querySelector("progress").value === 4`)
	w.becomes(`document.querySelector("[role=status]").textContent.startsWith("The portal has trouble")`)
	w.becomes(`document.querySelector("h1")?.textContent === "Done" && !document.querySelector("[data-again]")`)
	if !is[bool](w, `window.stays && document.querySelectorAll("main").length === 1 && document.querySelector("[role=status]").textContent.startsWith("Done.")`) {
		t.Error("the page was loaded anew, or says nothing of what came of it")
	}
	// What came is a page like any other: its forms are sent once.
	is[bool](w, `document.querySelector("main button").click(), document.querySelector("main button").click(), true`)
	w.becomes(`document.querySelector("main form").dataset.sent === "1"`)
	if sent := w.sent("/approve"); len(sent) > 1 {
		t.Errorf("sent %d times", len(sent))
	}
}
