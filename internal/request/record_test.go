package request_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/request"
)

func TestAppendRecord(t *testing.T) {
	at := time.Date(2018, 7, 1, 18, 0, 5, 0, time.UTC).UnixMicro()
	for _, tt := range []struct {
		r    request.Request
		want string
	}{
		{
			request.Request{
				Time: at, Client: "192.0.2.1", Method: "GET", Path: "/a", Query: "b=c", Protocol: "HTTP/1.1", Status: 200,
				Bytes: 12, Referer: "https://example.org/", Agent: "x", User: "a17", Site: "www.example.org", Duration: 3500,
			},
			`{"time":"2018-07-01T18:00:05Z","client":"192.0.2.1","method":"GET","path":"/a","query":"b=c","protocol":"HTTP/1.1","status":200,"bytes":12,"referer":"https://example.org/","agent":"x","user":"a17","site":"www.example.org","duration_ms":3.5}`,
		},
		{
			request.Request{Time: at + 120, Client: "192.0.2.1", Path: "\x16\x03", Bytes: request.Unknown, Duration: request.Unknown},
			`{"time":"2018-07-01T18:00:05.00012Z","client":"192.0.2.1","method":null,"path":"\u0016\u0003","query":null,"protocol":null,"status":null,"bytes":null,"referer":null,"agent":null,"user":null,"site":null,"duration_ms":null}`,
		},
		{
			request.Request{Time: at + 1, Client: "2001:db8::1", Path: "/\"\\\n\r\t<\x7fé\xff", Agent: "日本", Duration: 1, Bytes: 0},
			`{"time":"2018-07-01T18:00:05.000001Z","client":"2001:db8::1","method":null,"path":"/\"\\\n\r\t<` + "\x7f" + `é` + "\uFFFD" + `","query":null,"protocol":null,"status":null,"bytes":0,"referer":null,"agent":"日本","user":null,"site":null,"duration_ms":0.001}`,
		},
		{
			request.Request{Time: at, Duration: 12_340_000, Bytes: request.Unknown},
			`{"time":"2018-07-01T18:00:05Z","client":null,"method":null,"path":null,"query":null,"protocol":null,"status":null,"bytes":null,"referer":null,"agent":null,"user":null,"site":null,"duration_ms":12340}`,
		},
	} {
		if d := cmp.Diff(tt.want+"\n", string(request.AppendRecord(nil, &tt.r))); d != "" {
			t.Errorf("-want +got\n%s", d)
		}
	}
}

func TestAppendRecordAllocatesNothing(t *testing.T) {
	r := request.Request{Time: 1530468005123456, Client: "192.0.2.1", Path: "/é\xff\n", Duration: 17, Agent: "x"}
	b := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(100, func() { b = request.AppendRecord(b[:0], &r) }); n != 0 {
		t.Errorf("%.0f allocations", n)
	}
}

// FuzzAppendRecord holds that any JSON reader reads a record back.
func FuzzAppendRecord(f *testing.F) {
	f.Add(int64(1530468005123456), "192.0.2.1", "/a\"\\\x00\u2028\xff\xfe", int32(200), int64(-1), int64(0))
	f.Add(int64(0), "", "", int32(0), int64(0), int64(-1))
	f.Fuzz(func(t *testing.T, micros int64, client, path string, status int32, bytes, duration int64) {
		micros %= 4e15
		r := request.Request{Time: micros, Client: client, Path: path, Status: status, Bytes: bytes, Duration: duration}
		line := request.AppendRecord(nil, &r)
		var got struct {
			Time                                                              time.Time
			Client, Method, Path, Query, Protocol, Referer, Agent, User, Site *string
			Status, Bytes                                                     *int64
			Duration                                                          *float64 `json:"duration_ms"`
		}
		d := json.NewDecoder(strings.NewReader(string(line)))
		d.DisallowUnknownFields()
		if err := d.Decode(&got); err != nil || strings.Count(string(line), "\n") != 1 {
			t.Fatalf("%v: %q", err, line)
		}
		text := func(p *string) string {
			if p == nil {
				return ""
			}
			return *p
		}
		// encoding/json reads what is not UTF-8 as AppendRecord writes it.
		if got.Time.UnixMicro() != micros || text(got.Client) != valid(client) || text(got.Path) != valid(path) {
			t.Fatalf("%q reads back as %v %q %q", line, got.Time, text(got.Client), text(got.Path))
		}
		if (got.Status == nil) != (status == 0) || got.Status != nil && *got.Status != int64(status) ||
			(got.Bytes == nil) != (bytes == request.Unknown) || (got.Duration == nil) != (duration == request.Unknown) {
			t.Fatalf("%q of %+v", line, r)
		}
	})
}

// valid is a string with U+FFFD for each byte that is not UTF-8.
func valid(s string) string { return string([]rune(s)) }
