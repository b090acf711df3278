package origin

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// TestStreamEnds: what unpacks to more than its limit ends there, read as lines
// or as bytes, and even if it is one line without end.
func TestStreamEnds(t *testing.T) {
	for what, text := range map[string]string{"lines": strings.Repeat("192.0.2.1\n", 50_000), "one line": strings.Repeat("0", 500_000)} {
		s := newStream(strings.NewReader(text))
		s.limit = 200_000
		if _, err := io.Copy(io.Discard, s); !errors.Is(err, errLarge) {
			t.Errorf("%s as bytes: %v", what, err)
		}
		s = newStream(strings.NewReader(text))
		s.limit = 200_000
		var err error
		for err == nil {
			_, _, err = s.line()
		}
		if !errors.Is(err, errLarge) || len(s.buf) > maxLine+64<<10 {
			t.Errorf("%s as lines: %v, %d bytes held", what, err, len(s.buf))
		}
	}
	var f *Failure
	if err := newStream(nil).failure(errLarge); !errors.As(err, &f) || f.Problem.Key != "origin-large" {
		t.Error(err)
	}
}

// TestNameRules holds what words of a name mark, and what they leave alone.
func TestNameRules(t *testing.T) {
	tests := map[string]NetworkKind{
		"EXAMPLE HOSTING S.A.": Hosting, "Webhosting24": Hosting, "ExampleHost LLC": Hosting, "Hostexample": Hosting, "Example.Cloud": Hosting,
		"Cloudexample": Hosting, "Example Data Center Ltd": Hosting, "Datacentre-One": Hosting, "VPS Example": Hosting, "Example-Colo": Hosting,
		"UK Dedicated Servers Limited": Hosting, "Example VPN AB": Proxy, "ExampleVPN": Proxy, "Proxy Example": Proxy,
		"Example Mobile": Mobile, "Móviles de Ejemplo": Mobile, "Ejemplo Celular S.A.": Mobile,
		"Example Telecom": Access, "Telecomunicaciones de Ejemplo": Access, "Cablevisión Ejemplo": Access, "Fibra Ejemplo": Access, "Example Broadband": Access,
		"Exchange Route Servers": Unknown, "Example University Cloud": Unknown, "Ghost Host": Unknown, "Automobile Example": Unknown,
		"Colombia Example": Unknown, "Colorado Example": Unknown, "Example Bank": Unknown, "": Unknown, "---": Unknown,
		strings.Repeat("x ", 300) + "hosting": Unknown, // beyond what is looked at
	}
	for name, want := range tests {
		if got := kindOf(markNetwork(64496, name)); got != want {
			t.Errorf("%q is %v, want %v", clip(name, 60), got, want)
		}
	}
	if n := testing.AllocsPerRun(100, func() { markNetwork(64496, "Example University of Nowhere") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
