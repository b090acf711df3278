package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/intake"
)

// TestFormatsOfAMixedFile holds that the lines of a file in several formats
// are counted by format, and that one format is not worth a count.
func TestFormatsOfAMixedFile(t *testing.T) {
	nginx := `{"time":1530475201,"remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":200}` + "\n"
	mixed := logLines(1, 9) + strings.Repeat(nginx, 3) + "hello\n" + line(10, "/x")
	caddy := `{"ts":1530475201,"logger":"http.log.access","request":{"remote_ip":"192.0.2.1","method":"GET","uri":"/"},"status":200}` + "\n"
	traefik := `{"ClientHost":"192.0.2.1","RequestMethod":"GET","RequestPath":"/","DownstreamStatus":200,"StartUTC":"2018-07-01T20:00:01Z"}` + "\n"
	for _, tt := range []struct {
		text, format string
		want         map[string]int64
	}{
		{logLines(1, 9) + "hello\n", "combined", nil},
		{mixed, "combined", map[string]int64{"combined": 10, "nginx-json": 3}},
		{strings.Repeat(traefik+caddy, 5) + "hello\n", "caddy-json", map[string]int64{"caddy-json": 5, "traefik-json": 5}},
	} {
		res, err := add(t, newCase(t), intake.Request{Files: write(t, tt.text)})
		if err != nil {
			t.Fatal(err)
		}
		got := res[0].Info
		if d := cmp.Diff(tt.want, got.Formats); d != "" || got.Format != tt.format || got.Rejects != 1 {
			t.Errorf("format %s, %d rejects, formats -want +got\n%s", got.Format, got.Rejects, d)
		}
	}
}
