package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func instance(t *testing.T) Instance {
	t.Helper()
	in, err := NewInstance("", "")
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func ask(t *testing.T, method, address, accept string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, address, nil)
	if accept != "" {
		r.Header.Set("Accept-Encoding", accept)
	}
	w := httptest.NewRecorder()
	Handler(instance(t)).ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryAssetIsServedInTheSmallestFormTheBrowserAccepts(t *testing.T) {
	for name := range names {
		plain := body(t, ask(t, "GET", Path(name), ""))
		for accept, want := range map[string]string{
			"gzip, deflate, br, zstd": "br",
			"br;q=0.5, gzip;q=1":      "br",
			"BR ; Q=1":                "br",
			"gzip":                    "gzip",
			"br;q=0, gzip":            "gzip",
			"br;q=nonsense":           "",
			"identity":                "",
		} {
			if path.Ext(name) == ".woff2" {
				want = "" // compressed by its own format
			}
			r := ask(t, "GET", Path(name), accept)
			sent := body(t, r)
			if got := r.Header.Get("Content-Encoding"); got != want {
				t.Errorf("%s for %q: encoded as %q, want %q", name, accept, got, want)
				continue
			}
			if r.ContentLength != -1 && r.ContentLength != int64(len(sent)) || r.Header.Get("Content-Length") != fmt.Sprint(len(sent)) {
				t.Errorf("%s for %q: says %s bytes, sends %d", name, accept, r.Header.Get("Content-Length"), len(sent))
			}
			if !bytes.Equal(decode(t, want, sent), plain) {
				t.Errorf("%s for %q: decodes to something else than the plain file", name, accept)
			}
			if path.Ext(name) != ".woff2" && r.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s: a shared cache may confuse its encodings", name)
			}
		}
	}
}

func decode(t *testing.T, encoding string, b []byte) []byte {
	t.Helper()
	var reader io.Reader = bytes.NewReader(b)
	switch encoding {
	case "br":
		reader = brotli.NewReader(reader)
	case "gzip":
		z, err := gzip.NewReader(reader)
		if err != nil {
			t.Fatal(err)
		}
		reader = z
	}
	out, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAssetsAreKeptForEverAndNotSniffed(t *testing.T) {
	types := map[string]string{
		"concord.css":               "text/css; charset=utf-8",
		"concord.js":                "text/javascript; charset=utf-8",
		"icons.svg":                 "image/svg+xml",
		"favicon.svg":               "image/svg+xml",
		"public-sans-regular.woff2": "font/woff2",
	}
	for name, want := range types {
		h := ask(t, "GET", Path(name), "br").Header
		if h.Get("Content-Type") != want || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %v", name, h)
		}
	}
}

func TestHeadSaysTheSameWithoutABody(t *testing.T) {
	get, head := ask(t, "GET", Path("concord.css"), "br"), ask(t, "HEAD", Path("concord.css"), "br")
	if fmt.Sprint(get.Header) != fmt.Sprint(head.Header) || head.StatusCode != 200 {
		t.Errorf("GET %v, HEAD %d %v", get.Header, head.StatusCode, head.Header)
	}
	if b := body(t, head); len(b) != 0 {
		t.Errorf("HEAD sends %d bytes", len(b))
	}
}

func TestWhatIsNotThereIsNotFoundAndNotKept(t *testing.T) {
	css := Path("concord.css")
	for _, address := range []string{
		"/assets/", "/assets/concord.css", "/assets/concord-000000000000.css", css + ".br", css + "/", "/assets/SOURCES",
		"/assets/instance-000000000000.css", "/assets/dist" + strings.TrimPrefix(css, "/assets"), "/assets/..%2fassets.go",
	} {
		r := ask(t, "GET", address, "br")
		if r.StatusCode != http.StatusNotFound || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: %d %v", address, r.StatusCode, r.Header)
		}
	}
}

func TestAssetsAreReadOnly(t *testing.T) {
	r := ask(t, "POST", Path("concord.css"), "")
	if r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
}

func TestAMisspeltNamePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("Path returned an address for a file that does not exist")
		}
	}()
	Path("concrod.css")
}

func TestNamesCarryTheHashOfTheirContent(t *testing.T) {
	for name, h := range names {
		sum := sha256.Sum256(files[h].encoded[""])
		if !strings.Contains(h, fmt.Sprintf("-%x.", sum[:6])) {
			t.Errorf("%s: %s was changed by hand; run `make assets`", name, h)
		}
	}
}

// dist is committed; whoever changes a source and forgets to build would ship the old file.
func TestDistIsBuiltFromTheseSources(t *testing.T) {
	built := regexp.MustCompile(`\.(scss|js|mjs|json|svg)$`)
	var sources []string
	err := filepath.WalkDir("src", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if err == nil && !d.IsDir() && built.MatchString(p) {
			sources = append(sources, filepath.ToSlash(strings.TrimPrefix(p, "src"+string(filepath.Separator))))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(sources)
	sum := sha256.New()
	for _, s := range sources {
		b, err := os.ReadFile(filepath.Join("src", s))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%s\n%s", s, b)
	}
	want, err := dist.ReadFile("dist/SOURCES")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x\n", sum.Sum(nil)); got != string(want) {
		t.Errorf("the sources are not those that dist was built from; run `make assets` and commit dist")
	}
}

func TestTheFirstVisitIsLight(t *testing.T) {
	var total int
	for _, name := range []string{"concord.css", "concord.js"} {
		total += len(body(t, ask(t, "GET", Path(name), "gzip")))
	}
	if own := len(instance(t).css); total+own > 60_000 {
		t.Errorf("stylesheets and script weigh %d bytes compressed, 60,000 are aimed at", total+own)
	}
}

func TestTheStylesheetNamesOnlyFilesThatAreHere(t *testing.T) {
	css := string(files[names["concord.css"]].encoded[""])
	links := regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(css, -1)
	if len(links) == 0 {
		t.Fatal("no link found: the expression no longer fits the compiled stylesheet")
	}
	for _, l := range links {
		if _, ok := files[strings.Trim(l[1], `"'`)]; !ok {
			t.Errorf("%s leads nowhere", l[0])
		}
	}
	for _, foreign := range []string{"@import", "http:", "https:", "//"} {
		if strings.Contains(css, foreign) {
			t.Errorf("the stylesheet contains %q: a page may load nothing from elsewhere", foreign)
		}
	}
}

// A marking's colors are fixed by TLP 2.0 and belong to its meaning.
func TestLabelsHaveTheColorsOfTheStandard(t *testing.T) {
	css := string(files[names["concord.css"]].encoded[""])
	for _, want := range []string{
		"--tlp-red: #ff2b2b", "--tlp-amber: #ffc000", "--tlp-green: #33ff00", "--tlp-clear: #ffffff",
		".label--red{color:var(--tlp-red)}", ".label--amber,.label--amber-strict{color:var(--tlp-amber)}",
		".label--green{color:var(--tlp-green)}", ".label--clear{color:var(--tlp-clear)}", ".label{background:#000",
	} {
		if !strings.Contains(css, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestEveryDocumentedIconIsInTheSprite(t *testing.T) {
	text, err := os.ReadFile("src/COMPONENTS.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile("(?s)Names: `([^`]+)`").FindSubmatch(text)
	if listed == nil {
		t.Fatal("COMPONENTS.md no longer lists the icons")
	}
	sprite := string(files[names["icons.svg"]].encoded[""])
	for _, icon := range strings.Fields(string(listed[1])) {
		if !strings.Contains(sprite, fmt.Sprintf(`<symbol id="%s"`, icon)) {
			t.Errorf("no icon %q", icon)
		}
	}
}
