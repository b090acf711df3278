package origin_test

import (
	"encoding/json"
	"iter"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/origin"
)

type weighed struct {
	addr   string
	weight int64
}

func each(list []weighed) iter.Seq2[netip.Addr, int64] {
	return func(yield func(netip.Addr, int64) bool) {
		for _, w := range list {
			if !yield(addr(w.addr), w.weight) {
				return
			}
		}
	}
}

// TestCensus is counted by hand from the tables a, b and c:
//
//	             weight   a   b   c   most
//	192.0.2.7         4  MX  MX  US   MX
//	192.0.2.200       2  NL  MX  US   a tie
//	203.0.113.7       1  RU  RU   –   RU, agreed
//	198.51.100.7      2   –  CN   –   CN
//	10.0.0.1          1  reserved
func TestCensus(t *testing.T) {
	list := []weighed{{"192.0.2.7", 4}, {"192.0.2.200", 2}, {"203.0.113.7", 1}, {"198.51.100.7", 2}, {"10.0.0.1", 1}, {"192.0.2.1", 0}, {"192.0.2.1", -5}}
	got := four(t).Census(each(list))
	want := []origin.Share{
		{Code: "MX", Share: 0.4, Low: 0, High: 0.6},
		{Code: "", Share: 0.2, Low: 0, High: 0.3},
		{Code: "CN", Share: 0.2, Low: 0, High: 0.2},
		{Code: "RU", Share: 0.1, Low: 0, High: 0.1},
		{Code: "NL", Share: 0, Low: 0, High: 0.2},
		{Code: "US", Share: 0, Low: 0, High: 0.6},
	}
	if d := cmp.Diff(want, got.Countries); d != "" {
		t.Errorf("countries (-want +got):\n%s", d)
	}
	if got.Weight != 10 || got.Agreed != 0.1 || got.Unknown != 0.2 || got.Reserved != 0.1 {
		t.Errorf("%+v", got)
	}
	kinds := map[string]origin.Usage{"access": {Share: 0.2, ByName: 0.2}, "hosting": {Share: 0.7, ByName: 0.6}, "proxy": {}, "tor": {}, "mobile": {}}
	if d := cmp.Diff(kinds, got.Kinds); d != "" {
		t.Errorf("kinds (-want +got):\n%s", d)
	}
	b := got.Databases[1]
	if d := cmp.Diff([]origin.CodeShare{{Code: "MX", Share: 0.6}, {Code: "CN", Share: 0.2}, {Code: "RU", Share: 0.1}}, b.Shares); d != "" || b.Database != "b" || b.Unknown != 0 || b.Built != aDay {
		t.Errorf("%+v (-want +got)\n%s", b, d)
	}
	var back []weighed
	for i := range list {
		back = append(back, list[len(list)-1-i])
	}
	one, _ := json.Marshal(got)
	two, _ := json.Marshal(four(t).Census(each(back)))
	if string(one) != string(two) {
		t.Error("the order of the addresses matters")
	}
	if empty := open(t).Census(each(list)); empty.Unknown != 0.9 || empty.Weight != 10 || len(empty.Databases) != 0 {
		t.Errorf("without databases: %+v", empty)
	}
	if none := four(t).Census(each(nil)); none.Weight != 0 || len(none.Countries) != 0 {
		t.Errorf("of no address: %+v", none)
	}
}
