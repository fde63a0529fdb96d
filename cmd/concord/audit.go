package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"

	"example.org/concord/internal/seal"
)

type auditCommand struct {
	Verify verifyCommand `cmd:"" help:"Prove that an export of the record holds every act that signed heads were signed over. Asks neither portal nor database."`
}

type verifyCommand struct {
	Key   string   `required:"" placeholder:"NAME+HASH+KEY" help:"The public key of the portal, as it was noted down before."`
	Files []string `arg:"" name:"files" help:"HEAD ... EXPORT: signed heads, then the export."`
}

// Run says in one sentence that all is well, or what is not.
func (c verifyCommand) Run() error {
	if len(c.Files) < 2 {
		return errors.New("name at least one signed head, and last the export: concord audit verify --key=KEY HEAD ... EXPORT")
	}
	last := len(c.Files) - 1
	var heads []seal.Head
	for _, path := range c.Files[:last] {
		signed, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		h, err := seal.OpenHead(signed, c.Key)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		heads = append(heads, h)
	}
	export, err := os.Open(c.Files[last])
	if err != nil {
		return err
	}
	defer export.Close()
	proven, err := seal.Verify(heads, export)
	if err != nil {
		return err
	}
	fmt.Printf("All %d leaves are there and unchanged; each of the %d heads is the beginning of the next.\n", proven, len(heads))
	return nil
}

// sealKey is what signs the record: the setting, or the data folder's own.
func sealKey(s settings, dir string) (seal.Key, error) {
	host := "concord"
	if at, err := url.Parse(s.address()); err == nil && at.Hostname() != "" {
		host = at.Hostname()
	}
	return seal.LoadKey(s.AuditKey, dir, host)
}
