package fuse

// Role says how an account keeps to its group in time (after Tardelli et al.
// 2024).
type Role string

// The roles. Passing is in groups in one window only; the others in two and
// more: stationary always in one track, volatile in another one at more than
// half of its steps from a window to the next that it is in, influenced in
// between.
const (
	Passing    Role = "passing"
	Stationary Role = "stationary"
	Influenced Role = "influenced"
	Volatile   Role = "volatile"
)

// Stay is an account's course through the groups.
type Stay struct {
	Account uint32
	Windows int // in which it is in a group
	Changes int // of track, from one of these windows to the next
	Role    Role
}

// Roles lists the accounts that are in groups, ascending.
func (t *Timeline) Roles(accounts int) []Stay {
	stays, track := make([]Stay, accounts), make([]int, accounts)
	for _, w := range t.Windows {
		for g, members := range w.Groups {
			for _, a := range members {
				if stays[a].Windows > 0 && track[a] != w.Track[g] {
					stays[a].Changes++
				}
				stays[a].Windows++
				track[a] = w.Track[g]
			}
		}
	}
	var out []Stay
	for a, s := range stays {
		if s.Windows > 0 {
			s.Account, s.Role = uint32(a), role(s)
			out = append(out, s)
		}
	}
	return out
}

func role(s Stay) Role {
	switch {
	case s.Windows == 1:
		return Passing
	case s.Changes == 0:
		return Stationary
	case 2*s.Changes > s.Windows-1:
		return Volatile
	}
	return Influenced
}
