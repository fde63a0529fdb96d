package demo_test

import (
	"context"
	"strings"
	"testing"

	"example.org/concord/internal/mail"
	"example.org/concord/web/webtest"
)

func TestMailOfTheDemonstrationIsShownAsItWouldBeRead(t *testing.T) {
	s := webtest.New(t)
	if r := s.Public().Get("/demo/mail"); r.Status != 200 || !strings.Contains(r.Body, "No mail yet.") {
		t.Errorf("%d\n%s", r.Status, r.Body)
	}
	if err := s.Letters.Carry(t.Context(), func(context.Context) (*mail.Letter, error) {
		return &mail.Letter{From: "concord@example.org", ToName: "Renée Müller", To: "renee@example.org", Subject: "[TLP:CLEAR] Größe <b>1</b>", ID: "a@b",
			Text: "First line\n\n" + strings.Repeat("long ", 40) + "<script>", HTML: "<p>not this one</p>"}, nil
	}); err != nil {
		t.Fatal(err)
	}
	r := s.Public().Get("/demo/mail")
	for _, want := range []string{"Renée Müller &lt;renee@example.org&gt;", "[TLP:CLEAR] Größe &lt;b&gt;1&lt;/b&gt;", "First line\n\n" + strings.Repeat("long ", 40) + "&lt;script&gt;"} {
		if !strings.Contains(r.Body, want) {
			t.Errorf("it does not show %q\n%s", want, r.Body)
		}
	}
	if strings.Contains(r.Body, "not this one") {
		t.Error("it shows the other part")
	}
	if r := s.Public().Get("/demo"); !strings.Contains(r.Body, `href="/demo/mail"`) {
		t.Error("nothing leads there")
	}
}
