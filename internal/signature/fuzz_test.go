package signature_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/signature"
	"github.com/unveil-project/unveil/internal/weblog"
)

// FuzzFind: whatever a log holds, shares are shares, terms have values, and
// expressions compile.
func FuzzFind(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), "/a\x00{n}", "\"'`$")
	f.Add([]byte{0, 0, 0, 0, 1, 1, 1, 1, 255, 255, 255, 255, 7, 7, 7, 7}, "", "WordPress; verifying pingback from \xff")
	f.Fuzz(func(t *testing.T, data []byte, path, agent string) {
		w := newWorld(1)
		for i := 0; i+4 <= len(data) && i < 4000; i += 4 {
			at := float64(start) + float64(data[i])*float64(burstAt+burstFor-start)/255
			w.put(at, fmt.Sprintf("192.0.%d.%d", data[i+1]%4, data[i+1]), fmt.Sprint(path, data[i+2]%8), func(h *request.Request) {
				h.Agent, h.Query, h.Referer, h.Status = agent, path[:len(path)*int(data[i+3]%3)/3], agent, int32(data[i+3])
			})
		}
		table := w.table(t)
		q := w.question(table, 0, 0.5)
		if len(data)%2 == 0 {
			q.Hostile = nil
		}
		check(t, signature.Find(q), table, q.Burst)
	})
}

func check(t *testing.T, r *signature.Result, table *weblog.Table, window weblog.Window) {
	t.Helper()
	for _, c := range r.Clusters {
		if !(c.Share >= 0 && c.Share <= 1) || !(c.Surprise >= 0) || c.Requests <= 0 {
			t.Errorf("cluster %+v", c)
		}
	}
	s := r.Signature
	if s == nil {
		return
	}
	for _, x := range []float64{s.Coverage, s.Stopped, s.CollateralClients, s.CollateralRequests, s.BurstClients, s.BurstVisitors} {
		if !(x >= 0 && x <= 1) {
			t.Errorf("signature %+v", s)
		}
	}
	for _, x := range s.Terms {
		if len(x.Values) == 0 {
			t.Errorf("a term without values: %+v", s)
		}
		for _, v := range x.Values {
			if expr, ok := signature.Pattern(x.Field, v); ok {
				if _, err := regexp.Compile(expr); err != nil {
					t.Error(err)
				}
			}
		}
	}
	m, all, matched := s.Compile(table, nil), 0.0, 0.0
	for row := range table.In(window) {
		if all++; m.Match(row) {
			matched++
		}
	}
	if d := matched/all - s.Stopped; d > 1e-9 || d < -1e-9 {
		t.Errorf("the matcher stops %v, the signature says %v", matched/all, s.Stopped)
	}
}
