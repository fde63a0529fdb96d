package assets

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// Prefix is where Handler has to be mounted: every path of this package begins with it.
const Prefix = "/assets/"

// A year, the longest that caches honor. The name changes with the content, so nothing is ever stale.
const forever = "public, max-age=31536000, immutable"

//go:embed dist
var dist embed.FS

// file is one asset as it is sent: its bytes once per encoding, plain always.
type file struct {
	contentType string
	encoded     map[string][]byte // "" plain, "br", "gzip"
}

var (
	files = map[string]file{}   // by hashed name
	names = map[string]string{} // logical name -> hashed name
)

var hashed = regexp.MustCompile(`^(.+)-[0-9a-f]{12}(\.[a-z0-9]+)$`)

var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

func init() {
	entries, err := fs.ReadDir(dist, "dist")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		parts := hashed.FindStringSubmatch(e.Name())
		kind := contentTypes[path.Ext(e.Name())]
		if parts == nil || kind == "" {
			continue
		}
		f := file{contentType: kind, encoded: map[string][]byte{}}
		for encoding, suffix := range map[string]string{"": "", "br": ".br", "gzip": ".gz"} {
			if b, err := dist.ReadFile("dist/" + e.Name() + suffix); err == nil {
				f.encoded[encoding] = b
			}
		}
		files[e.Name()] = f
		names[parts[1]+parts[2]] = e.Name()
	}
}

// Path is the address of an asset by its plain name, such as "concord.css". It panics for a name that does not exist: that is a
// spelling mistake in a template, and the first test that renders the page finds it.
func Path(name string) string {
	h, ok := names[name]
	if !ok {
		panic(fmt.Sprintf("assets: there is no %q", name))
	}
	return Prefix + h
}

// Icon is the address of one icon of the sprite, for the href of an SVG <use>. COMPONENTS.md lists the names.
func Icon(name string) string { return Path("icons.svg") + "#" + name }

// Handler serves everything below Prefix, the sheet of the instance included. It answers GET and HEAD; a name that is not there,
// an old hash included, is a plain 404 that no cache may keep.
func Handler(in Instance) http.Handler {
	own := file{contentType: contentTypes[".css"], encoded: map[string][]byte{"": in.css}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, Prefix)
		f, ok := files[name]
		if name == in.name() {
			f, ok = own, true
		}
		if !ok {
			h.Set("Cache-Control", "no-store")
			http.Error(w, "There is no such file.", http.StatusNotFound)
			return
		}
		encoding := negotiate(r.Header.Values("Accept-Encoding"), f)
		body := f.encoded[encoding]
		if encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
		if len(f.encoded) > 1 {
			h.Set("Vary", "Accept-Encoding")
		}
		h.Set("Cache-Control", forever)
		h.Set("Content-Type", f.contentType)
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // a browser that went away is nobody's error
		}
	})
}

// negotiate chooses the smallest form that the browser accepts (RFC 9110, 12.5.3). What it does not name it does not get, since a
// plain file is always right; q=0 refuses.
func negotiate(accept []string, f file) string {
	accepted := map[string]bool{}
	for _, part := range strings.Split(strings.Join(accept, ","), ",") {
		coding, params, _ := strings.Cut(part, ";")
		q := 1.0
		if _, v, ok := strings.Cut(strings.ToLower(params), "q="); ok {
			var err error
			if q, err = strconv.ParseFloat(strings.TrimSpace(v), 64); err != nil {
				q = 0
			}
		}
		accepted[strings.ToLower(strings.TrimSpace(coding))] = q > 0
	}
	for _, encoding := range []string{"br", "gzip"} {
		if accepted[encoding] && f.encoded[encoding] != nil {
			return encoding
		}
	}
	return ""
}
