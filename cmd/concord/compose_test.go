package main

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

const root = "../../"

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(root + path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// compose is what the checks need of docker-compose.yml.
type compose struct {
	Name     string
	Services map[string]service
	Volumes  map[string]any
}

type service struct {
	Build struct {
		Context, Dockerfile string
	}
	Image, User string
	Command     []string
	ReadOnly    bool     `yaml:"read_only"`
	CapDrop     []string `yaml:"cap_drop"`
	Environment map[string]string
	Ports       []string
	Volumes     []string
	NetworkMode string                                `yaml:"network_mode"`
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
	Healthcheck struct{ Test []string }
}

func composed(t *testing.T) compose {
	t.Helper()
	var c compose
	if err := yaml.Unmarshal([]byte(read(t, "docker-compose.yml")), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestComposeBringsPortalDatabaseAndMailCatcher(t *testing.T) {
	c := composed(t)
	for name, does := range map[string]string{"portal": "concord:", "database": "postgres:", "mail": "axllent/mailpit:"} {
		s, there := c.Services[name]
		if !there || !strings.HasPrefix(s.Image, does) {
			t.Errorf("service %s is %q, want an image %s*", name, s.Image, does)
		}
	}
	for name, s := range c.Services {
		if len(s.Healthcheck.Test) < 2 || s.Healthcheck.Test[0] != "CMD" {
			t.Errorf("%s has no health check that runs without a shell: %v", name, s.Healthcheck.Test)
		}
		if tag := s.Image[strings.LastIndex(s.Image, ":")+1:]; tag == "latest" || !strings.Contains(s.Image, ":") {
			t.Errorf("%s: the image %q is of no particular version", name, s.Image)
		}
		for _, p := range s.Ports {
			if !strings.HasPrefix(p, "127.0.0.1:") {
				t.Errorf("%s: the port %s is open to the network", name, p)
			}
		}
		for _, v := range s.Volumes {
			source, _, _ := strings.Cut(v, ":")
			if _, named := c.Volumes[source]; !named {
				t.Errorf("%s: %s is not a named volume", name, v)
			}
		}
	}
	for volume := range c.Volumes {
		if !slices.ContainsFunc([]string{"portal", "database"}, func(name string) bool {
			return slices.ContainsFunc(c.Services[name].Volumes, func(v string) bool { return strings.HasPrefix(v, volume+":") })
		}) {
			t.Errorf("nothing is kept in the volume %s", volume)
		}
	}
	if c.Services["portal"].DependsOn["database"].Condition != "service_healthy" {
		t.Error("the portal does not wait for its database")
	}
}

// The settings in the file are those that the program reads, and it accepts them.
func TestComposeGivesThePortalSettingsItUnderstands(t *testing.T) {
	s := composed(t).Services["portal"]
	defaults := regexp.MustCompile(`\$\{[A-Z_]+:-([^}]*)\}`)
	var got settings
	var factors, proxies string
	known := map[string]*string{"CONCORD_ADDR": &got.Addr, "CONCORD_DATA": &got.Data, "DATABASE_URL": &got.Database, "CONCORD_DEMO": &got.Demo,
		"CONCORD_SMTP": &got.SMTP, "CONCORD_MAIL_FROM": &got.MailFrom,
		"CONCORD_OIDC_ISSUER": &got.OIDCIssuer, "CONCORD_OIDC_CLIENT_ID": &got.OIDCClient, "CONCORD_OIDC_SECRET": &got.OIDCSecret, "CONCORD_OIDC_NAME": &got.OIDCName,
		"CONCORD_OIDC_FACTORS": &factors, "CONCORD_URL": &got.URL, "CONCORD_TRUSTED_PROXIES": &proxies}
	for name, value := range s.Environment {
		field, there := known[name]
		if !there {
			t.Errorf("nothing reads %s", name)
			continue
		}
		*field = defaults.ReplaceAllString(value, "$1")
	}
	got.OIDCFactors, got.TrustedProxies = strings.Split(factors, ","), strings.Split(proxies, ",")
	if err := got.check(); err != nil {
		t.Error(err)
	}
	if at, err := url.Parse(got.SMTP); err != nil || at.Hostname() != "localhost" || s.NetworkMode != "service:mail" ||
		at.Host != strings.Replace(composed(t).Services["mail"].Environment["MP_SMTP_BIND_ADDR"], "127.0.0.1", "localhost", 1) {
		t.Errorf("the portal does not reach the mail catcher at %q on a machine that they share", got.SMTP)
	}
	if name(got.Database) != composed(t).Services["database"].Environment["POSTGRES_DB"] {
		t.Errorf("the database %q is not made by the server", name(got.Database))
	}
	var c commands
	if _, err := parse(&c, s.Command); err != nil {
		t.Errorf("concord %v: %v", s.Command, err)
	}
	if _, err := parse(&c, s.Healthcheck.Test[2:]); err != nil {
		t.Errorf("concord %v: %v", s.Healthcheck.Test[2:], err)
	}
}

func TestImageIsBuiltFromThisCheckoutAndRunsAsNobodySpecial(t *testing.T) {
	s := composed(t).Services["portal"]
	if _, err := os.Stat(filepath.Join(root, s.Build.Context, "go.mod")); err != nil {
		t.Errorf("the build context %q is not this module: %v", s.Build.Context, err)
	}
	file := read(t, filepath.Join(s.Build.Context, s.Build.Dockerfile))
	if s.User != "65532:65532" || !strings.Contains(file, "\nUSER 65532:65532\n") || !s.ReadOnly || !slices.Contains(s.CapDrop, "ALL") {
		t.Error("the portal's container may do more than it needs")
	}
	if !strings.Contains(file, "CGO_ENABLED=0") || !strings.Contains(file, "\nFROM scratch\n") || !strings.Contains(file, "\nHEALTHCHECK ") {
		t.Error("the image is not one static program with a health check")
	}
	wanted := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(read(t, "go.mod"))[1]
	if !strings.Contains(file, "FROM golang:"+wanted+"-") {
		t.Errorf("the image is not built with Go %s, as go.mod says", wanted)
	}
	for _, copied := range regexp.MustCompile(`(?m)^COPY ([a-z./ ]+) \./$`).FindAllStringSubmatch(file, -1) {
		for path := range strings.FieldsSeq(copied[1]) {
			if _, err := os.Stat(filepath.Join(root, s.Build.Context, path)); err != nil {
				t.Error(err)
			}
		}
	}
}

// What is not listed stays out of the image and out of the upload to the engine; what the program is built from is listed.
func TestImageIsBuiltFromSourcesAlone(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(read(t, ".dockerignore")), "\n")
	if !slices.Contains(lines, "*") {
		t.Error("not everything is left out to begin with")
	}
	for _, line := range lines {
		if path, taken := strings.CutPrefix(line, "!"); taken {
			if _, err := os.Stat(root + path); err != nil {
				t.Error(err)
			}
		}
	}
	for _, needed := range []string{"cmd", "internal", "migrations", "web", "go.mod", "go.sum"} {
		if !slices.Contains(lines, "!"+needed) {
			t.Errorf("%s does not reach the image", needed)
		}
	}
}
