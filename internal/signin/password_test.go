package signin

import (
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp/totp"
	"golang.org/x/text/unicode/norm"

	"example.org/concord/internal/fault"
)

func TestPasswordRules(t *testing.T) {
	personal := []string{"Concord", "Dana Whitfield", "dana.whitfield@bluemesa.example.org"}
	for _, p := range []string{
		"seven lanterns under a mossy bridge", "xK9#vvQ2mLp0!tZ", "der Fluss fließt leise am Hügel", "ünïcödé pässphräse für älle",
		"мы пьем чай на веранде", "水が静かに山から海へと流れてゆく朝に", "   leading blanks count too  ", strings.Repeat("long enough for anyone ", 40),
	} {
		if _, err := acceptable(p, personal...); err != nil {
			t.Errorf("%q is refused: %v", p, err)
		}
	}
	for _, p := range []string{
		"", "short", "fourteen chars", strings.Repeat("a", 15), "abcabcabcabcabcabc", "passwordpassword", "P@ssw0rdP@ssw0rd!", "123456789012345",
		"qwertyuiopasdfgh", "1q2w3e4r5t1q2w3e4r5t", "danawhitfield2026", "Whitfield-BlueMesa-1", "concordconcord12", "CriticalInfrastructure1!", "correct horse battery staple",
		"Summer2026Winter2027", "letmeinletmein1234", "abcdefghijklmnopq", "zyxwvutsrqponml", "waterSector2026!!", strings.Repeat("x", 1001), strings.Repeat("é", 1001),
		"nul\x00 in the middle of it", "broken \xff\xfe text in here", strings.Repeat("y", 1<<20),
	} {
		if _, err := acceptable(p, personal...); err == nil {
			t.Errorf("%.40q is taken", p)
		} else if invalid, ok := err.(fault.Invalid); !ok || invalid.For("password") == "" {
			t.Errorf("%.40q is refused with %v", p, err)
		}
	}
}

func TestHashesCostWhatOWASPAsks(t *testing.T) {
	if owasp.Memory != 19*1024 || owasp.Iterations != 2 || owasp.Parallelism != 1 || owasp.SaltLength < 16 || owasp.KeyLength < 32 {
		t.Errorf("%+v, want 19 MiB, 2 rounds, 1 lane", owasp)
	}
	// Where there is no account, it must take as long.
	if nobody, _, _, err := argon2id.DecodeHash(nobodysHash); err != nil || *nobody != owasp {
		t.Errorf("nobody's hash costs %+v (%v), want %+v", nobody, err, owasp)
	}
}

// The same letters, composed on one keyboard and decomposed on another, are one password.
func TestPasswordIsNormalized(t *testing.T) {
	d := New(nil, Options{})
	composed := norm.NFC.String("grüße vom großen see")
	hash, err := d.hash(t.Context(), composed)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := d.matches(t.Context(), norm.NFD.String(composed), hash); err != nil || !same {
		t.Errorf("typed on another keyboard: %v, %v", same, err)
	}
	if same, err := d.matches(t.Context(), composed+" ", hash); err != nil || same {
		t.Errorf("one blank more: %v, %v", same, err)
	}
}

// T-53: what is too long is refused before it is hashed, and characters count, not bytes.
func TestPasswordOfAnyLengthIsComparedSafely(t *testing.T) {
	d := New(nil, Options{})
	long := strings.Repeat("𝔘𝔫𝔦", 21) + "!" // 64 characters of four bytes
	hash, err := d.hash(t.Context(), long)
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]bool{long: true, strings.Repeat("a", 1<<20): false, "\xff\xff": false, "a\x00b": false, "": false} {
		if same, err := d.matches(t.Context(), p, hash); err != nil || same != want {
			t.Errorf("%.20q: %v, %v, want %v", p, same, err, want)
		}
	}
	if same, err := d.matches(t.Context(), "", ""); err != nil || same {
		t.Errorf("no account and no password: %v, %v", same, err)
	}
}

func TestEachCodeIsGoodForItsPeriodAndTheNeighbors(t *testing.T) {
	secret, now := newSecret(), time.Unix(1_800_000_000, 0)
	for offset, want := range map[int]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		typed := codeAt(t, secret, now.Add(time.Duration(offset)*period))
		step, ok := stepOf(secret, typed, now)
		if ok != want || ok && step != now.Unix()/30+int64(offset) {
			t.Errorf("a code %d periods away: %v (step %d), want %v", offset, ok, step, want)
		}
	}
	for _, none := range []string{"", "12345", "abcdef", "１２３４５６"} {
		if _, ok := stepOf(secret, none, now); ok {
			t.Errorf("%q is taken", none)
		}
	}
}

func TestRecoveryCodesAreReadAsPeopleTypeThem(t *testing.T) {
	codes, hashes := newRecoveryCodes()
	seen := map[string]bool{}
	for i, c := range codes {
		typed := strings.ToUpper(strings.NewReplacer("0", "O", "1", "l", "-", " ").Replace(c))
		if string(recoveryHash(typed)) != string(hashes[i]) {
			t.Errorf("%q is not read as %q", typed, c)
		}
		seen[c] = true
	}
	if len(seen) != recoveryCodes {
		t.Errorf("%d different codes, want %d", len(seen), recoveryCodes)
	}
}

func TestNetworkOfAnAddress(t *testing.T) {
	for address, want := range map[string]string{"192.0.2.7": "192.0.2.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::", "2001:db8:1:2::9": "2001:db8:1:2::", "::ffff:192.0.2.7": "::ffff:192.0.2.7", "": "", "@": "@"} {
		if got := network(address); got != want {
			t.Errorf("network(%q) = %q, want %q", address, got, want)
		}
	}
}

func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}
