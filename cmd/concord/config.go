package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"example.org/concord/internal/mail"
	"example.org/concord/internal/signin"
	"example.org/concord/web/assets"
	"example.org/concord/web/page"
)

// commands is what can be typed, with its settings. Nothing else in Concord reads flags or the environment.
type commands struct {
	Serve       serveCommand       `cmd:"" help:"Run the portal."`
	Migrate     migrateCommand     `cmd:"" help:"Make the roles and bring the database to this version, then end."`
	Admin       adminCommand       `cmd:"" help:"What is done before there is anybody who could do it on a page."`
	Audit       auditCommand       `cmd:"" help:"Prove that the record of acts is whole."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running portal whether it is ready; for container engines."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
	Bench       benchCommand       `cmd:"" help:"Measure the portal on 1,000 invented councils with a million updates."`
	BenchClient benchClientCommand `cmd:"" hidden:""`

	settings
}

// settings are the same for every command.
type settings struct {
	Addr     string `env:"CONCORD_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the portal listens (${default})."`
	Data     string `env:"CONCORD_DATA" default:"./var" placeholder:"FOLDER" help:"The data folder: files, and the private database (${default})."`
	Database string `name:"database-url" env:"DATABASE_URL" placeholder:"URL" help:"A PostgreSQL server to use instead of a private one. What is typed here can be seen by others on this machine: rather set the variable."`
	PGBin    string `name:"pg-bin" env:"CONCORD_PG_BIN" placeholder:"FOLDER" help:"The PostgreSQL programs for the private database; by default the newest installed."`
	reached
	outgoing
	elsewhere
	instance
	AuditKey string `env:"CONCORD_AUDIT_KEY" placeholder:"KEY" help:"The key that signs the record of acts; by default one is made in the data folder. Processes that share a database need the same one. Rather set the variable than type it here."`
	Demo     string `env:"CONCORD_DEMO" placeholder:"1" help:"1 loads invented councils and lets anyone sign in as anybody. With DATABASE_URL only as \"${demo_asked_twice}\"."`
}

// Where mail leaves.
type outgoing struct {
	SMTP     string `name:"smtp" env:"CONCORD_SMTP" placeholder:"URL" help:"The mail server: smtp://NAME:PASSWORD@HOST:587 (STARTTLS) or smtps:// (TLS from the start). Without one, mail lies in the data folder. Rather set the variable than type it here."`
	MailFrom string `env:"CONCORD_MAIL_FROM" placeholder:"ADDRESS" help:"The address that mail comes from; needed with CONCORD_SMTP."`
}

// Where people of an organization sign in already.
type elsewhere struct {
	OIDCIssuer  string   `name:"oidc-issuer" env:"CONCORD_OIDC_ISSUER" placeholder:"URL" help:"An OpenID Connect provider where people may sign in too, once they linked their account there to the one here."`
	OIDCClient  string   `name:"oidc-client-id" env:"CONCORD_OIDC_CLIENT_ID" placeholder:"NAME" help:"What the provider calls this portal."`
	OIDCSecret  string   `name:"oidc-secret" env:"CONCORD_OIDC_SECRET" placeholder:"SECRET" help:"The secret that the provider gave this portal. Rather set the variable than type it here."`
	OIDCName    string   `name:"oidc-name" env:"CONCORD_OIDC_NAME" placeholder:"NAME" help:"What the provider is called on the button; by default its host."`
	OIDCFactors []string `name:"oidc-factors" env:"CONCORD_OIDC_FACTORS" placeholder:"CLAIM=VALUE" help:"Claims by which the provider says that it asked for two factors: acr=VALUE or amr=VALUE, separated by commas. Without them the portal asks for its own second factor."`
}

// provider is that provider; nil where there is none.
func (e elsewhere) provider() *signin.Provider {
	if e.OIDCIssuer == "" {
		return nil
	}
	return &signin.Provider{Issuer: e.OIDCIssuer, ClientID: e.OIDCClient, Secret: e.OIDCSecret, Name: strings.TrimSpace(e.OIDCName),
		Factors: slices.DeleteFunc(slices.Clone(e.OIDCFactors), func(f string) bool { return f == "" })}
}

// check refuses settings of a provider that cannot work.
func (e elsewhere) check() error {
	p := e.provider()
	switch {
	case p == nil && e.OIDCClient+e.OIDCSecret+strings.Join(e.OIDCFactors, "") != "":
		return errors.New("CONCORD_OIDC_ISSUER is missing: write the provider's address, such as https://login.example.org, or empty the other settings of CONCORD_OIDC")
	case p == nil:
		return nil
	case p.ClientID == "" || p.Secret == "":
		return errors.New("CONCORD_OIDC_CLIENT_ID or CONCORD_OIDC_SECRET is missing: the provider gives both when this portal is registered with it")
	}
	if err := p.Check(); err != nil {
		return fmt.Errorf("CONCORD_OIDC: %w", err)
	}
	return nil
}

// What an instance says of itself.
type instance struct {
	Name     string   `env:"CONCORD_NAME" default:"Concord" help:"What the portal is called (${default})."`
	URL      string   `env:"CONCORD_URL" placeholder:"https://HOST" help:"The address that visitors type; with https the cookies are for https alone. By default http and CONCORD_ADDR."`
	Brand    string   `env:"CONCORD_BRAND" placeholder:"#RRGGBB" help:"The instance's color."`
	BrandInk string   `env:"CONCORD_BRAND_INK" placeholder:"#RRGGBB" help:"The color of text on it."`
	Notice   string   `env:"CONCORD_NOTICE" default:"This portal is for people whom a council has invited. What you read here is shared with you under its label; what you do here is recorded. Sign in only with your own account." help:"Shown before sign-in."`
	Report   []string `env:"CONCORD_REPORT" sep:";" placeholder:"NAME=LINK;NAME" help:"How to report, after 911: names with or without a link, separated by semicolons."`
	Zone     string   `env:"CONCORD_ZONE" default:"America/New_York" help:"The time zone of dates (${default})."`
}

// zone is the time zone of dates.
func (in instance) zone() (*time.Location, error) {
	zone, err := time.LoadLocation(in.Zone)
	if err != nil || in.Zone == "Local" { // which the database does not know
		return nil, fmt.Errorf("CONCORD_ZONE=%s is no time zone: write a name such as America/Chicago", in.Zone)
	}
	return zone, nil
}

// check refuses what no page could be made with.
func (in instance) check() error {
	if at, err := url.Parse(in.URL); in.URL != "" && (err != nil || at.Scheme != "https" && at.Scheme != "http" || at.Host == "" || strings.Trim(at.Path, "/")+at.RawQuery != "") {
		return fmt.Errorf("CONCORD_URL=%s is not the address of a portal: write https://HOST, and nothing behind it", in.URL)
	}
	if _, err := assets.NewInstance(in.Brand, in.BrandInk); err != nil {
		return fmt.Errorf("CONCORD_BRAND and CONCORD_BRAND_INK: %w", err)
	}
	_, err := in.zone()
	return err
}

// report reads "NAME=LINK" and "NAME".
func (in instance) report() []page.Link {
	var links []page.Link
	for _, one := range in.Report {
		name, href, _ := strings.Cut(one, "=")
		if name = strings.TrimSpace(name); name != "" {
			links = append(links, page.Link{Name: name, Href: strings.TrimSpace(href)})
		}
	}
	return links
}

// address is what visitors type.
func (s settings) address() string {
	if s.URL != "" {
		return strings.TrimSuffix(s.URL, "/")
	}
	return "http://" + s.Addr
}

// host is the name in it.
func (s settings) host() string {
	at, err := url.Parse(s.address())
	if err != nil {
		return ""
	}
	return at.Hostname()
}

// askedTwice is what CONCORD_DEMO must say before invented people are let into a database that Concord did not make itself.
const askedTwice = "also-on-this-database"

// run does what the arguments say. An error is one sentence for the person who typed them.
func run(ctx context.Context, args []string) error {
	var c commands
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parse(&c, args)
	if err != nil {
		return err
	}
	if err := c.settings.check(); err != nil {
		return err
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(c.settings)
}

// parse reads the arguments and the environment.
func parse(c *commands, args []string) (*kong.Context, error) {
	parser, err := kong.New(c, kong.Name("concord"), kong.Vars{"demo_asked_twice": askedTwice},
		kong.Description("The portal of the councils that protect critical infrastructure."))
	if err != nil {
		return nil, err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return nil, fmt.Errorf("%w (concord --help lists what can be typed)", err)
	}
	return command, nil
}

// check refuses settings that cannot work.
func (s settings) check() error {
	if _, port, err := net.SplitHostPort(s.Addr); err != nil || !isPort(port) {
		return fmt.Errorf("CONCORD_ADDR=%s is not an address: write HOST:PORT, such as 127.0.0.1:8080", s.Addr)
	}
	if strings.TrimSpace(s.Data) == "" {
		return errors.New("CONCORD_DATA is empty: name a folder, such as ./var")
	}
	if s.Database != "" {
		// What stands there is not repeated: it may hold a password.
		at, err := url.Parse(s.Database)
		if err != nil || at.Scheme != "postgres" && at.Scheme != "postgresql" || strings.Trim(at.Path, "/") == "" {
			return errors.New("DATABASE_URL is not an address of a database: write postgres://NAME:PASSWORD@HOST:5432/DATABASE")
		}
	}
	if s.SMTP != "" {
		if _, err := mail.NewSMTP(s.SMTP); err != nil {
			return fmt.Errorf("CONCORD_SMTP: %w", err)
		}
		if _, err := signin.Address(s.MailFrom); err != nil {
			return fmt.Errorf("CONCORD_MAIL_FROM=%s is not the address that mail comes from: write one like concord@example.org", s.MailFrom)
		}
	}
	if s.HTTPAddr != "" {
		if _, port, err := net.SplitHostPort(s.HTTPAddr); err != nil || !isPort(port) {
			return fmt.Errorf("CONCORD_HTTP_ADDR=%s is not an address: write HOST:PORT, such as 0.0.0.0:8081", s.HTTPAddr)
		}
	}
	if err := cmp.Or(s.elsewhere.check(), s.instance.check(), s.reached.check(s.URL)); err != nil {
		return err
	}
	switch {
	case s.Demo == "" || s.Demo == "0" || s.Demo == askedTwice:
	case s.Demo != "1":
		return fmt.Errorf("CONCORD_DEMO=%s is not understood: write 1, or leave it empty", s.Demo)
	case s.Database != "":
		return fmt.Errorf("CONCORD_DEMO=1 would fill the database of DATABASE_URL with invented people as whom anybody can sign in: if that is wanted, write CONCORD_DEMO=%s", askedTwice)
	}
	return nil
}

func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && strconv.FormatUint(n, 10) == s
}

// demo tells whether the invented councils and people are wanted.
func (s settings) demo() bool { return s.Demo == "1" || s.Demo == askedTwice }

// terminal tells whether a person watches the log.
func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
