package signin

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the networks of the proxies that stand before the portal and whose word on where a request comes from is taken. Nobody else's
// is: anybody can write a header.
type Proxies []netip.Prefix

// ParseProxies reads networks such as 10.0.0.0/8, or single addresses.
func ParseProxies(typed []string) (Proxies, error) {
	var p Proxies
	for _, one := range typed {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		network, err := netip.ParsePrefix(one)
		if address, wrong := netip.ParseAddr(one); wrong == nil {
			network, err = netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s is not a network: write one like 10.0.0.0/8 or 127.0.0.1", one)
		}
		if network.Bits() == 0 {
			return nil, fmt.Errorf("%s is everybody: name the proxies alone, else anybody says where a request comes from", one)
		}
		p = append(p, network.Masked())
	}
	return p, nil
}

func (p Proxies) trust(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(a) })
}

// Address is where the request comes from: the rightmost address of the way that is no trusted proxy's. The way is X-Forwarded-For or, where
// there is none, Forwarded; each proxy adds at its right whom it heard from, and what stands left of the first stranger is a stranger's word.
//
// A request with both headers has passed a proxy that knows one and hands on the other as the visitor wrote it. Where they agree, it is that
// address; where not, nobody knows which of them is the visitor's own, and the request counts as the proxy's. So it does where the next entry
// to the left is no address at all: the last proxy that was heard of is as far as anything is known.
func (p Proxies) Address(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr // a connection within this machine
	}
	from := plain(peer.Addr())
	if !p.trust(from) {
		return from.String()
	}
	ways := [][]string{forwardedFor(r.Header.Values("X-Forwarded-For")), forwarded(r.Header.Values("Forwarded"))}
	ways = slices.DeleteFunc(ways, func(way []string) bool { return len(way) == 0 })
	if len(ways) == 0 {
		return from.String()
	}
	at := p.farthest(from, ways[0])
	if len(ways) == 2 && at != p.farthest(from, ways[1]) {
		at = from
	}
	return at.String()
}

// farthest goes back along the way as far as proxies are trusted.
func (p Proxies) farthest(from netip.Addr, way []string) netip.Addr {
	for _, hop := range slices.Backward(way) {
		next, ok := hopOf(hop)
		if !ok {
			break
		}
		if from = next; !p.trust(from) {
			break
		}
	}
	return from
}

func plain(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

// hopOf reads an address with or without a port, and with brackets where it is IPv6.
func hopOf(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	if at, err := netip.ParseAddrPort(text); err == nil {
		return plain(at.Addr()), true
	}
	if inner, ok := strings.CutPrefix(text, "["); ok {
		text, _ = strings.CutSuffix(inner, "]")
	}
	a, err := netip.ParseAddr(text)
	return plain(a), err == nil
}

func forwardedFor(values []string) (way []string) {
	for _, value := range values {
		way = append(way, strings.Split(value, ",")...)
	}
	return way
}

// forwarded are the "for" of RFC 7239, "" for an element without one.
func forwarded(values []string) (way []string) {
	for _, element := range forwardedFor(values) {
		hop := ""
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			if strings.EqualFold(name, "for") {
				hop = strings.Trim(value, `"`)
			}
		}
		way = append(way, hop)
	}
	return way
}
