package coord

import (
	"github.com/unveil-project/unveil/internal/network/null"
)

// params are the method's constants. They are printed with every finding.
type params struct {
	windows     []null.Window
	minObjects  int     // least objects of an edge
	follow      int     // following shares that one is compared with
	alpha       float64 // false share of edges that is accepted (q)
	linked      float64 // p below which a pair is taken out of the background
	minAccounts int     // least accounts of a group
	pairObjects int     // least objects of an edge that is a group alone
	prior       float64 // of coordination among groups of linked accounts
	maxGroups   int     // findings; smaller groups are put into one
	instant     int     // least accounts that share one object at one instant
}

// defaults: 60 s is the window of Schoch et al. 2022 and of most tools; 15
// min catches shares that were spread over ten minutes. A band of an hour, or
// three, is long against the window and short against the day.
func defaults() params {
	return params{
		windows: []null.Window{
			{Length: minute, Band: hour},
			{Length: 15 * minute, Band: 3 * hour},
		},
		minObjects: 3, follow: 64, alpha: 0.01, linked: 1e-3,
		minAccounts: 3, pairObjects: 20, prior: 0.2, maxGroups: 25, instant: 5,
	}
}

func (p params) print() map[string]any {
	var lengths, bands []any
	for _, w := range p.windows {
		lengths = append(lengths, w.Length/second)
		bands = append(bands, w.Band/second)
	}
	return map[string]any{
		"windows_s": lengths, "bands_s": bands, "min_objects": p.minObjects, "follow": p.follow,
		"alpha": p.alpha, "linked_p": p.linked, "min_accounts": p.minAccounts,
		"pair_objects": p.pairObjects, "max_groups": p.maxGroups,
		"instant_accounts": p.instant, "post_objects": postObjects,
	}
}
