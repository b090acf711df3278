package probe

import (
	"slices"

	"github.com/unveil-project/unveil/internal/weblog"
)

// Thresholds of what is spread over many addresses.
const (
	stuffAddresses = 20  // addresses of refused logins that are many,
	stuffTries     = 40  // of so many requests,
	stuffFailing   = 0.9 // with this share refused
	netAddresses   = 3   // of one network,
	netTries       = 10  // of so many
	formAddresses  = 20  // that post to the same forms,
	formPosts      = 40  // so many times in all,
	formMachines   = 0.5 // of which this share in the way of a program
	hasty          = 3   // seconds from a form to its post that no person needs
	formMemory     = 32  // forms held by an address at once
)

// logins looks at what is posted: to pages that take passwords, and to forms.
func (s *scanner) logins() {
	var login, other []int32
	for _, i := range s.posts {
		r := s.t.Row(int(i))
		switch tr := s.paths.at(r.Path).traits; {
		case tr&loginPage != 0:
			login = append(login, i)
		case s.sets[r.Client] == 0:
			other = append(other, i)
		}
	}
	forms := s.forms(append(slices.Clone(login), other...))
	login = slices.DeleteFunc(login, func(i int32) bool { return forms[s.t.Row(int(i)).Client] })
	s.perAddress(login)
	s.perNetwork(login)
}

// perAddress looks for refused logins of one address in quick succession.
func (s *scanner) perAddress(login []int32) {
	l := s.byClient(login)
	for _, c := range l.order {
		rows := l.by[c]
		b := newBucket(loginStep, false)
		over, refusals := false, 0
		for _, i := range rows {
			if r := s.t.Row(int(i)); !accepted(r) {
				refusals++
				over = b.add(r.Time, 0) > loginTries || over
			}
		}
		slow := refusals >= 2*netTries && float64(refusals) >= stuffFailing*float64(len(rows))
		if over || slow {
			s.give(s.guessing(rows), rows)
		}
	}
}

// guessing is the family of logins: by the page that most go to.
func (s *scanner) guessing(rows []int32) Family {
	n := 0
	for _, i := range rows {
		if s.paths.at(s.t.Row(int(i)).Path).traits&xmlrpcPage != 0 {
			n++
		}
	}
	if 2*n > len(rows) {
		return XMLRPCBruteForce
	}
	return LoginBruteForce
}

// accepted is true of a redirect, by which sites answer a name and password
// that are right; a wrong one gets the form again or a refusal.
func accepted(r *weblog.Row) bool { return r.Status == 302 || r.Status == 303 || r.Status == 301 }

func (s *scanner) byClient(rows []int32) lists {
	l := lists{by: map[uint32][]int32{}}
	for _, i := range rows {
		c := s.t.Row(int(i)).Client
		if l.by[c] == nil {
			l.order = append(l.order, c)
		}
		l.by[c] = append(l.by[c], i)
	}
	return l
}

// perNetwork looks for refused logins that many addresses share, each with
// too few to be noticed: of one network, or of the whole site.
func (s *scanner) perNetwork(login []int32) {
	guess := of(LoginBruteForce, XMLRPCBruteForce)
	login = slices.DeleteFunc(login, func(i int32) bool {
		r := s.t.Row(int(i))
		return s.sets[r.Client]&guess != 0 || s.quick[r.Client].assets > 0
	})
	sites := map[uint16][]int32{}
	nets := map[uint64][]int32{}
	var order []uint64
	cache := map[uint32]uint64{}
	for _, i := range login {
		r := s.t.Row(int(i))
		sites[r.Site] = append(sites[r.Site], i)
		key, ok := cache[r.Client]
		if !ok {
			key = weblog.Network(s.t.Clients.Text(r.Client))
			cache[r.Client] = key
		}
		if nets[key] == nil {
			order = append(order, key)
		}
		nets[key] = append(nets[key], i)
	}
	taken := map[int32]bool{}
	for site := range uint16(len(s.t.Sites)) {
		s.stuffing(sites[site], stuffAddresses, stuffTries, taken)
	}
	for _, key := range order {
		s.stuffing(nets[key], netAddresses, netTries, taken)
	}
}

// stuffing tests whether refused logins of several addresses are more than
// mistakes.
func (s *scanner) stuffing(rows []int32, addresses, tries int, taken map[int32]bool) {
	clients, refusals := map[uint32]bool{}, 0
	var own []int32
	for _, i := range rows {
		r := s.t.Row(int(i))
		clients[r.Client] = true
		if !accepted(r) {
			refusals++
		}
		if !taken[i] {
			own = append(own, i)
		}
	}
	if len(clients) < addresses || refusals < tries || float64(refusals) < stuffFailing*float64(len(rows)) {
		return
	}
	for _, i := range own {
		taken[i] = true
	}
	s.give(CredentialStuffing, own)
	s.groups[CredentialStuffing].spread = true
}

// form is what is posted to one page.
type form struct {
	rows    []int32
	clients map[uint32]bool
	machine int // posts in the way of a program
	seen    int // posts whose form was asked for, or that come from a page
}

// forms finds forms of a site that programs fill in from many addresses, a
// few times each, and gives the addresses. Where the same addresses post to
// several forms, one of which takes passwords, all is one abuse.
//
// A post is in the way of a program where it follows its form by less than
// people need, or where no page was asked for at all. That is not yet abuse
// at an interface for programs, which nobody asks for with GET: half of the
// posts must come from a form.
func (s *scanner) forms(posts []int32) map[uint32]bool {
	if len(posts) < formPosts {
		return nil
	}
	abusers := map[uint32]bool{}
	abused := map[uint32]bool{}
	all := s.formsOf(posts)
	for path, f := range all {
		if s.paths.at(path).traits&loginPage == 0 && f.abused() {
			for c := range f.clients {
				abusers[c] = true
			}
			abused[path] = true
		}
	}
	if len(abusers) == 0 {
		return nil
	}
	var rows []int32
	for path, f := range all {
		if abused[path] || s.shared(f, abusers) {
			rows = append(rows, f.rows...)
			for c := range f.clients {
				abusers[c] = true
			}
		}
	}
	slices.Sort(rows)
	s.give(FormAbuse, rows)
	s.groups[FormAbuse].spread = true
	return abusers
}

// abused says whether programs fill in a form from many addresses.
func (f *form) abused() bool {
	n := len(f.rows)
	return len(f.clients) >= formAddresses && n >= formPosts && n <= 20*len(f.clients) &&
		float64(f.machine) >= formMachines*float64(n) && 2*f.seen >= n
}

// shared says whether half of those who post here abuse another form.
func (s *scanner) shared(f *form, abusers map[uint32]bool) bool {
	n := 0
	for c := range f.clients {
		if abusers[c] {
			n++
		}
	}
	return 2*n >= len(f.clients) && len(f.clients) > 0
}

// formsOf sums up the posts by the path of their form, whatever the name by
// which its site was asked.
func (s *scanner) formsOf(posts []int32) map[uint32]*form {
	wanted := make([]bool, len(s.quick))
	for _, i := range posts {
		wanted[s.t.Row(int(i)).Client] = true
	}
	isPost := map[int32]bool{}
	for _, i := range posts {
		isPost[i] = true
	}
	forms := map[uint32]*form{}
	l := s.collect(wanted)
	for _, c := range l.order {
		s.trail(l.by[c], isPost, forms)
	}
	return forms
}

// trail follows one address: which forms it asked for before it posted.
func (s *scanner) trail(rows []int32, isPost map[int32]bool, forms map[uint32]*form) {
	asked := map[uint32]int64{} // when, by path
	pages := 0
	for _, i := range rows {
		r := s.t.Row(int(i))
		if !isPost[i] {
			if !s.t.Asset(r.Path) && len(asked) < formMemory*8 {
				asked[r.Path] = r.Time
				pages++
			}
			continue
		}
		key := r.Path
		f := forms[key]
		if f == nil {
			f = &form{clients: map[uint32]bool{}}
			forms[key] = f
		}
		f.rows = append(f.rows, i)
		f.clients[r.Client] = true
		at, ok := asked[r.Path]
		if ok || r.Referer != 0 {
			f.seen++
		}
		if s.quick[r.Client].assets == 0 && (pages == 0 || ok && r.Time-at <= hasty*1e6) {
			f.machine++
		}
	}
}
