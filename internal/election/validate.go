package election

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/unveil-project/unveil/internal/lang"
)

// validate reports what is wrong with the values of an election, each at its
// place. It goes on after every problem.
func (r *report) validate(e *Election) {
	r.head(e)
	r.contests(e)
	r.parties(e)
	r.coalitions(e)
	r.candidates(e)
	r.sharedNames(e)
	r.sites(e)
	r.calendar(e)
	r.polls(e)
}

// DrillCountry is the country of a made-up election, one of the codes that ISO
// 3166-1 leaves to its users. Its reports are marked as a drill.
const DrillCountry = "QZ"

// TemplateCountry is the country of a file that nobody has filled in yet.
const TemplateCountry = "ZZ"

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

func (r *report) head(e *Election) {
	r.required("name", e.Name)
	if r.required("country", e.Country) && !countryCode.MatchString(e.Country) {
		r.fail("country", lang.M("election.country", "value", clip(e.Country)), lang.M("election.do.country"))
	}
	if e.Country == TemplateCountry {
		r.warn("country", lang.M("election.placeholder", "value", e.Country), lang.M("election.do.country"))
	}
	r.zone(e)
	if e.Day.IsZero() && !r.reported("day") {
		r.missing("day")
	}
	if len(e.Contests) == 0 && !r.reported("contests") {
		r.missing("contests")
	}
}

// zone may be left empty, as in the template, but not left out: without it
// times that state no zone are rejected, and whoever fills the file in should
// meet the question.
func (r *report) zone(e *Election) {
	if _, given := r.places["zone"]; given && e.Zone == "" && !r.reported("zone") {
		r.warn("zone", lang.M("election.zone-empty"), lang.M("election.do.iana"))
		return
	}
	if r.required("zone", e.Zone) && e.Location() == nil {
		r.fail("zone", lang.M("election.zone", "value", clip(e.Zone)), zoneHelp(e.Zone))
	}
}

func zoneHelp(zone string) lang.Message {
	if near := Nearest(zone, someZones()); near != "" {
		return lang.M("election.do.nearest", "name", near)
	}
	return lang.M("election.do.iana")
}

// someZones are zones to suggest; every zone of the IANA database is taken.
func someZones() []string {
	return strings.Fields(`America/Mexico_City America/Cancun America/Merida America/Monterrey
		America/Chihuahua America/Hermosillo America/Mazatlan America/Tijuana America/Bahia_Banderas
		America/Ciudad_Juarez America/Matamoros America/Ojinaga America/Guatemala America/El_Salvador
		America/Tegucigalpa America/Managua America/Costa_Rica America/Panama America/Havana
		America/Santo_Domingo America/Puerto_Rico America/Bogota America/Caracas America/Guayaquil
		America/Lima America/La_Paz America/Asuncion America/Santiago America/Montevideo
		America/Argentina/Buenos_Aires America/Sao_Paulo America/New_York America/Chicago
		America/Denver America/Los_Angeles America/Toronto Europe/Madrid Europe/Lisbon Europe/London
		Europe/Paris Europe/Berlin Europe/Rome Europe/Warsaw Europe/Bucharest Europe/Chisinau
		Europe/Kyiv Africa/Nairobi Africa/Lagos Africa/Johannesburg Asia/Manila Asia/Jakarta
		Asia/Kolkata Asia/Taipei Asia/Tokyo Australia/Sydney Etc/UTC UTC`)
}

func (r *report) contests(e *Election) {
	r.ids("contests", len(e.Contests), func(i int) string { return e.Contests[i].ID })
	for i, c := range e.Contests {
		path := fmt.Sprintf("contests[%d]", i)
		r.required(path+".name", c.Name)
		if c.Seats <= 0 && !r.reported(path+".seats") {
			r.fail(path+".seats", lang.M("election.seats"), lang.M("election.do.seats"))
		}
	}
}

func (r *report) parties(e *Election) {
	r.ids("parties", len(e.Parties), func(i int) string { return e.Parties[i].ID })
	for i, p := range e.Parties {
		r.required(fmt.Sprintf("parties[%d].name", i), p.Name)
		r.handles(fmt.Sprintf("parties[%d]", i), p.Handles)
	}
}

// ids checks that every item of a list has an id, a good one, and that no two
// share one.
func (r *report) ids(list string, n int, id func(int) string) {
	first := make(map[string]int, n)
	for i := range n {
		path := fmt.Sprintf("%s[%d].id", list, i)
		if !r.required(path, id(i)) {
			continue
		}
		if !goodID.MatchString(id(i)) || utf8.RuneCountInString(id(i)) > 64 {
			r.fail(path, lang.M("election.id", "value", clip(id(i))), lang.M("election.do.id"))
		}
		if j, taken := first[id(i)]; taken {
			r.fail(path, lang.M("election.id-twice", "value", clip(id(i)), "line", r.at(fmt.Sprintf("%s[%d].id", list, j)).line), lang.M("election.do.unique"))
			continue
		}
		first[id(i)] = i
	}
}

var goodID = regexp.MustCompile(`^[\pL\pN_][\pL\pN_.-]*$`)

// known checks that a reference names one of the ids.
func (r *report) known(path, id string, ids []string) bool {
	ok := slices.Contains(ids, id)
	if !ok {
		r.unknown(r.fail, path, id, ids)
	}
	return ok
}

// knownKey is known for a reference that is the key of a map.
func (r *report) knownKey(path, id string, ids []string) bool {
	ok := slices.Contains(ids, id)
	if !ok {
		r.unknown(r.failKey, path, id, ids)
	}
	return ok
}

func (r *report) unknown(fail func(string, lang.Message, lang.Message), path, id string, ids []string) {
	if r.full() { // looking for the nearest id takes time that nobody sees used
		r.left++
		return
	}
	fail(path, lang.M("election.unknown-id", "value", clip(id)), choice(id, ids))
}

// choice says which of the names was probably meant, or all there are.
func choice(got string, names []string) lang.Message {
	if near := Nearest(got, names); near != "" {
		return lang.M("election.do.nearest", "name", near)
	}
	if len(names) == 0 {
		return lang.M("election.do.define")
	}
	if len(names) > 20 {
		names = append(slices.Clone(names[:20]), "…")
	}
	return lang.M("election.do.one-of", "names", strings.Join(names, ", "))
}

// required reports an empty value, unless it was reported already for being
// of the wrong kind.
func (r *report) required(path, value string) bool {
	if value != "" {
		return true
	}
	if !r.reported(path) {
		r.missing(path)
	}
	return false
}

func (r *report) missing(path string) {
	name := path[strings.LastIndexByte(path, '.')+1:]
	r.fail(path, lang.M("election.missing", "key", name), lang.M("election.do.add", "key", name))
}

// reported is true where a problem stands at exactly this path.
func (r *report) reported(path string) bool {
	return slices.ContainsFunc(r.problems, func(p Problem) bool { return p.Path == path && !p.Warning })
}

// far is how long before or after election day an event can be before it
// looks like a slip of the pen.
const far = 370 * 24 * time.Hour

func (r *report) calendar(e *Election) {
	hosts := siteNames(e)
	election := false
	for i, ev := range e.Calendar {
		path := fmt.Sprintf("calendar[%d]", i)
		if r.required(path+".kind", ev.Kind) && !slices.Contains(EventKinds(), ev.Kind) {
			r.fail(path+".kind", lang.M("election.kind", "value", clip(ev.Kind)), choice(ev.Kind, EventKinds()))
		}
		r.required(path+".name", ev.Name)
		for j, s := range ev.Sites {
			r.known(fmt.Sprintf("%s.sites[%d]", path, j), s, hosts)
		}
		e.Calendar[i].End = r.span(path, ev, e)
		if ev.Kind == ElectionDay {
			election = true
			r.electionDay(path, e.Calendar[i], e)
		}
	}
	if !election {
		r.warn("calendar", lang.M("election.no-election-day"), lang.M("election.do.election-day"))
	}
}

// span checks the start and the end of an event and gives its end.
func (r *report) span(path string, ev Event, e *Election) time.Time {
	if ev.Start.IsZero() {
		if !r.reported(path + ".start") {
			r.missing(path + ".start")
		}
		return ev.End
	}
	if day := e.Day.In(e.Location()); !e.Day.IsZero() && (ev.Start.Sub(day) > far || day.Sub(ev.Start) > far) {
		r.warn(path+".start", lang.M("election.far", "day", e.Day.String()), lang.M("election.do.check-year"))
	}
	if ev.End.IsZero() {
		return ev.Start
	}
	if ev.End.Before(ev.Start) {
		r.fail(path+".end", lang.M("election.end-before-start"), lang.M("election.do.swap"))
	}
	return ev.End
}

func (r *report) electionDay(path string, ev Event, e *Election) {
	if e.Day.IsZero() || ev.Start.IsZero() {
		return
	}
	day, next := e.Day.In(e.Location()), e.Day.next().In(e.Location())
	if ev.End.Before(day) || !ev.Start.Before(next) {
		r.fail(path+".start", lang.M("election.other-day", "day", e.Day.String()), lang.M("election.do.same-day"))
	}
}

func (r *report) polls(e *Election) {
	ids := idsOf(e.People, func(c Candidate) string { return c.ID })
	for i, p := range e.Polls {
		path := fmt.Sprintf("polls[%d]", i)
		r.required(path+".firm", p.Firm)
		r.required(path+".source", p.Source)
		if p.Date.IsZero() && !r.reported(path+".date") {
			r.missing(path + ".date")
		}
		if !p.Published.IsZero() && p.Published.before(p.Date) {
			r.fail(path+".published", lang.M("election.published-before"), lang.M("election.do.swap"))
		}
		if p.Base != "" && !slices.Contains(PollBases(), p.Base) {
			r.fail(path+".base", lang.M("election.base", "value", clip(p.Base)), choice(p.Base, PollBases()))
		}
		r.shares(path+".shares", p.Shares, ids)
	}
}

func (r *report) shares(path string, shares map[string]float64, ids []string) {
	if len(shares) == 0 && !r.reported(path) {
		r.missing(path)
	}
	names := make([]string, 0, len(shares))
	for name := range shares {
		names = append(names, name)
	}
	slices.Sort(names)
	sum := 0.0
	for _, name := range names {
		r.knownKey(join(path, name), name, ids)
		if f := shares[name]; f < 0 || f > 100 {
			r.fail(join(path, name), lang.M("election.share", "value", f), lang.M("election.do.percent"))
		}
		sum += shares[name]
	}
	// Published shares are rounded, each by half a point at most.
	if sum > 100+0.5*float64(len(shares)) {
		r.fail(path, lang.M("election.shares-sum", "sum", sum), lang.M("election.do.percent"))
	}
}

// idsOf lists one field of every item.
func idsOf[T any](items []T, id func(T) string) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = id(item)
	}
	return out
}
