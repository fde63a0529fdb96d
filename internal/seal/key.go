package seal

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key signs heads.
type Key struct {
	signer note.Signer
	public string
}

// Public is the key that verifies, to be kept elsewhere than the portal: NAME+HASH+KEY.
func (k Key) Public() string { return k.public }

// keyFile is where the key lies in the data folder.
const keyFile = "audit.key"

// LoadKey takes the key that is given or else the one of the data folder, which is made when it is not there.
func LoadKey(given, dir, host string) (Key, error) {
	if given = strings.TrimSpace(given); given != "" {
		k, err := parseKey(given)
		if err != nil {
			return k, errors.New("CONCORD_AUDIT_KEY is not a signing key: leave it empty to have one made, and take that of audit.key")
		}
		return k, nil
	}
	path := filepath.Join(dir, keyFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = makeKey(path, host)
	}
	if err != nil {
		return Key{}, fmt.Errorf("the key that signs the record cannot be read: %w", err)
	}
	k, err := parseKey(strings.TrimSpace(string(text)))
	if err != nil {
		return k, fmt.Errorf("%s holds no signing key any more: put back a copy of it", path)
	}
	return k, nil
}

// makeKey writes a new key to a file that is there whole or not at all; of two processes that begin at once both use the first one's.
func makeKey(path, host string) ([]byte, error) {
	secret, _, err := note.GenerateKey(rand.Reader, strings.NewReplacer("+", "", " ", "").Replace(host))
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), keyFile+".*") // 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(secret + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(path)
}

func parseKey(secret string) (k Key, err error) {
	if k.signer, err = note.NewSigner(secret); err != nil {
		return k, err
	}
	// PRIVATE+KEY+NAME+HASH+KEY, the last of which is one byte for the algorithm and the seed; the name itself has no plus.
	parts := strings.Split(secret, "+")
	raw, err := base64.StdEncoding.DecodeString(strings.Join(parts[4:], "+"))
	if err != nil {
		return k, err
	}
	public := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	k.public, err = note.NewEd25519VerifierKey(k.signer.Name(), public)
	return k, err
}
