package signin_test

import (
	"net/http"
	"strings"
	"testing"

	"example.org/concord/internal/signin"
)

func TestAddressIsTheRightmostThatNoTrustedProxyHas(t *testing.T) {
	const proxy, visitor = "10.0.0.1:4000", "203.0.113.7"
	for name, c := range map[string]struct{ peer, headers, want string }{
		"no proxy":                           {"198.51.100.9:1", "", "198.51.100.9"},
		"a stranger's header":                {"198.51.100.9:1", "X-Forwarded-For: " + visitor, "198.51.100.9"},
		"a stranger's other headers":         {"198.51.100.9:1", "X-Real-IP: 203.0.113.7|Forwarded: for=203.0.113.7|True-Client-IP: 203.0.113.7", "198.51.100.9"},
		"one proxy":                          {proxy, "X-Forwarded-For: " + visitor, visitor},
		"other headers of the proxy":         {proxy, "X-Real-IP: 203.0.113.7|CF-Connecting-IP: 203.0.113.7", "10.0.0.1"},
		"two proxies":                        {proxy, "X-Forwarded-For: 203.0.113.7, 10.9.9.9", visitor},
		"two lines":                          {proxy, "X-Forwarded-For: 203.0.113.7|X-Forwarded-For: 10.9.9.9", visitor},
		"what the visitor wrote before":      {proxy, "X-Forwarded-For: 127.0.0.1, 192.0.2.1, 203.0.113.7", visitor},
		"the visitor pretends to be a proxy": {proxy, "X-Forwarded-For: 192.0.2.1, 10.0.0.5, 203.0.113.7", visitor},
		"proxies alone":                      {proxy, "X-Forwarded-For: 10.1.1.1, 10.2.2.2", "10.1.1.1"},
		"with a port":                        {proxy, "X-Forwarded-For: 203.0.113.7:6000", visitor},
		"IPv6":                               {proxy, "X-Forwarded-For: 2001:db8::7", "2001:db8::7"},
		"IPv6 with a port":                   {proxy, "X-Forwarded-For: [2001:db8::7]:6000", "2001:db8::7"},
		"IPv4 in IPv6":                       {"[::ffff:10.0.0.1]:4000", "X-Forwarded-For: ::ffff:203.0.113.7", visitor},
		"Forwarded":                          {proxy, `Forwarded: for=203.0.113.7;proto=https, For="10.3.3.3:99"`, visitor},
		"Forwarded, IPv6":                    {proxy, `Forwarded: proto=https;for="[2001:db8::7]:6000"`, "2001:db8::7"},
		"both, and they agree":               {proxy, "X-Forwarded-For: 203.0.113.7|Forwarded: for=203.0.113.7", visitor},
		"both, and they differ":              {proxy, "X-Forwarded-For: 203.0.113.7|Forwarded: for=192.0.2.1", "10.0.0.1"},
		"no address":                         {proxy, "X-Forwarded-For: unknown", "10.0.0.1"},
		"no address left of a proxy":         {proxy, "X-Forwarded-For: 203.0.113.7, nonsense, 10.9.9.9", "10.9.9.9"},
		"no address left of the visitor":     {proxy, "X-Forwarded-For: nonsense, 203.0.113.7", visitor},
		"empty":                              {proxy, "X-Forwarded-For: ", "10.0.0.1"},
		"Forwarded without for":              {proxy, "Forwarded: proto=https", "10.0.0.1"},
		"hidden by name":                     {proxy, `Forwarded: for="_hidden"`, "10.0.0.1"},
		"a very long one":                    {proxy, "X-Forwarded-For: " + strings.Repeat("1.1.1.1, ", 3000) + visitor, visitor},
		"a connection within this machine":   {"@", "X-Forwarded-For: 203.0.113.7", "@"},
	} {
		proxies, err := signin.ParseProxies([]string{"10.0.0.0/8", " ::1 ", ""})
		if err != nil {
			t.Fatal(err)
		}
		r := &http.Request{RemoteAddr: c.peer, Header: http.Header{}}
		for line := range strings.SplitSeq(c.headers, "|") {
			if name, value, ok := strings.Cut(line, ": "); ok {
				r.Header.Add(name, value)
			}
		}
		if got := proxies.Address(r); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	for _, wrong := range []string{"10.0.0.0/99", "proxy.example.org", "0.0.0.0/0", "::/0"} {
		if _, err := signin.ParseProxies([]string{wrong}); err == nil {
			t.Errorf("%s is taken for a network", wrong)
		}
	}
}

func FuzzAddress(f *testing.F) {
	f.Add("203.0.113.7, 10.0.0.5", `for="[2001:db8::7]:6000"`)
	proxies, err := signin.ParseProxies([]string{"10.0.0.0/8"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, way, other string) {
		r := &http.Request{RemoteAddr: "10.0.0.1:1", Header: http.Header{"X-Forwarded-For": {way}, "Forwarded": {other}}}
		if got := proxies.Address(r); len(got) > 45 || got == "" {
			t.Errorf("%q", got)
		}
	})
}
