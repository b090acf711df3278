package architecture_test

// place is where a package stands and what of ours it may import. Floors
// number the house from the ground: a package imports only lower floors, and
// of those only what its row names.
type place struct {
	floor int
	may   string // the last parts of the names below internal/, or of the package's own
}

// packages is the house. A package that is not here may not exist; an import
// that is not here may not be made. Tests may besides import whatever is not
// above their package.
var packages = map[string]place{
	// Leaves: words, language, networks, numbers, files. They import nothing.
	"internal/lang":            {0, ""},
	"internal/text":            {0, ""},
	"internal/graph":           {0, ""},
	"internal/bloc":            {0, ""},
	"internal/stats":           {0, ""},
	"internal/durable":         {0, ""},
	"internal/durable/crashfs": {1, "durable"},

	// Where bytes come from, and the facts of the election.
	"internal/source":   {1, "lang"},
	"internal/origin":   {1, "lang durable"},
	"internal/election": {1, "lang text"},

	// The three observations, and what is said about them.
	"internal/post":    {2, "lang source text"},
	"internal/request": {2, "lang source text"},
	"internal/sheet":   {2, "lang source text"},
	"internal/finding": {2, "lang source"},

	// Texts towards candidates: by rules, and by what a person labelled.
	"internal/stance": {2, "election"},
	"internal/label":  {3, "stance stats"},

	// Shares and the networks that they make: columns of numbers.
	"internal/network":        {1, ""},
	"internal/network/null":   {2, "network stats"},
	"internal/network/export": {2, ""},
	"internal/network/peer":   {2, "network"},
	"internal/network/fuse":   {3, "graph network network/export network/null"},

	// When and in which forms accounts post, and the file in which labs
	// exchange that.
	"internal/rhythm":      {1, "stats"},
	"internal/fingerprint": {2, "rhythm stats"},
	"internal/activity":    {3, "bloc fingerprint post rhythm source stats text"},

	// What posts say: words, copies, claims that were examined, narratives.
	"internal/neardup":   {1, "text"},
	"internal/words":     {1, ""},
	"internal/claim":     {2, "text words"},
	"internal/narrative": {3, "claim election finding lang neardup post source stance stats text words"},

	"internal/share": {3, "text neardup post network"},

	// Requests as columns of numbers.
	"internal/weblog": {3, "election request source"},

	// What a burst is made of, whom it harmed, and what would stop it.
	"internal/signature": {4, "weblog"},
	"internal/botnet":    {4, "weblog"},
	"internal/outage":    {4, "weblog"},
	"internal/defence":   {5, "lang signature"},

	// One question of access logs, and all that its answer rests on.
	"internal/traffic":             {5, "botnet election finding intake lang origin outage request signature source stats weblog detect/flood detect/probe"},
	"internal/traffic/traffictest": {6, "finding traffic"}, // for the tests of those below
	"internal/traffic/tell":        {6, "finding lang traffic"},
	"internal/traffic/page":        {7, "finding lang traffic traffic/tell"},
	"internal/traffic/html":        {7, "document lang traffic traffic/tell"},
	// What others check: the pack that is handed out, and its check, which
	// shares no code with what writes it.
	"internal/pack": {7, "lang traffic"},
	"verify":        {0, ""},

	"internal/tail": {0, ""},

	// The case, and the way into it. It knows no detector.
	"internal/store":  {3, "lang durable source post request sheet"},
	"internal/intake": {4, "lang text source post request sheet store weblog"},

	// Detectors. They see observations and the election: neither the case
	// nor each other.
	"internal/detect":            {3, "lang source election finding fingerprint post request sheet"},
	"internal/detect/coord":      {4, "lang text graph network network/null stance stats source election finding post detect"},
	"internal/detect/probe":      {4, "lang source finding weblog detect"},
	"internal/detect/flood":      {4, "lang stats source election finding detect weblog"},
	"internal/detect/arithmetic": {4, "lang source election finding sheet detect"},
	"internal/detect/rhythm":     {4, "activity lang finding detect rhythm source"},
	"internal/detect/known":      {4, "activity lang finding fingerprint detect source"},
	"internal/detect/silence":    {4, "lang source election finding sheet detect"},
	"internal/detect/narrative":  {4, "lang source finding detect narrative neardup"},
	"internal/detect/detecttest": {4, "source election finding post request sheet detect"}, // for their tests
	"internal/detect/suite":      {5, "lang election finding detect detect/coord detect/flood detect/probe detect/arithmetic detect/silence detect/known detect/narrative detect/rhythm fingerprint"},

	// What is published of findings. It sees no case and no detector.
	"internal/dossier":      {3, "lang source election finding"},
	"internal/dossier/html": {4, "lang source election finding document dossier"},

	// What every HTML page shares, and what its tests ask of it.
	"internal/document":              {0, ""},
	"internal/document/documenttest": {0, ""},

	// Simulated elections. They write files and score findings; they see no
	// case and know no detector by name.
	"internal/drill/chance":  {0, ""},
	"internal/drill/world":   {1, ""},
	"internal/drill/truth":   {3, "finding"},
	"internal/drill/social":  {4, "drill/chance drill/truth drill/world"},
	"internal/drill/traffic": {4, "drill/chance drill/truth drill/world"},
	"internal/drill/count":   {4, "drill/chance drill/truth drill/world"},
	"internal/drill/storm":   {4, "drill/chance request"},
	"internal/drill/score":   {4, "lang source finding post request sheet detect drill/truth"},
	"internal/drill": {5, "lang finding detect drill/chance drill/count drill/score drill/social " +
		"drill/storm drill/traffic drill/truth drill/world request"},

	// The command line puts them together, and nothing imports it but main.
	"internal/cli": {8, "tail traffic traffic/page traffic/html lang durable source election finding post request sheet store intake " +
		"verify pack weblog botnet defence detect detect/suite dossier dossier/html drill drill/score share graph network network/fuse network/null network/export network/peer activity bloc fingerprint rhythm claim narrative stance label stats origin"},
	"cmd/unveil": {9, "cli"},

	// For developers: tests of the whole tree, and the whole program measured.
	"internal/architecture": {9, ""},
	"internal/bench":        {9, "drill"},
}

// Files that may do what no other file may. Tests are free to read the clock
// and to start programs.
var (
	// unsafe: []byte seen as string without a copy, for what a reader yields.
	mayUnsafe = []string{"internal/post/alias.go", "internal/store/columns.go", "internal/request/alias.go", "internal/store/batch.go", "internal/store/columns.go", "internal/weblog/dict.go"}

	// The clock: it is injected everywhere else. The lock's note says since
	// when it is held.
	mayClock = []string{"internal/bench/", "internal/cli/system.go", "internal/store/lock.go"}

	// Randomness that no seed repeats: the key under which a case masks names.
	mayCryptoRand = []string{"internal/store/store.go", "internal/cli/system.go"}

	// Standard streams, arguments, environment and exit: injected elsewhere.
	mayProcess = []string{"cmd/unveil/main.go", "internal/bench/", "internal/cli/system.go"}

	// net/http: the demo shows its report; source asks it what a file is that
	// it cannot read (http.DetectContentType).
	mayHTTP = []string{"internal/cli/demo.go", "internal/source/open.go"}
)

// dependency is a module of others that the product imports.
type dependency struct {
	module    string
	testsOnly bool // no file of the program may import it
}

// dependencies is every direct dependency. Each has its line in
// docs/dependencies.md.
var dependencies = []dependency{
	{module: "filippo.io/age"},
	{module: "github.com/abadojack/whatlanggo"},
	{module: "github.com/chromedp/cdproto", testsOnly: true},
	{module: "github.com/chromedp/chromedp", testsOnly: true},
	{module: "github.com/gaissmai/bart"},
	{module: "github.com/goccy/go-yaml"},
	{module: "github.com/gofrs/flock"},
	{module: "github.com/google/go-cmp", testsOnly: true},
	{module: "github.com/klauspost/compress"},
	{module: "github.com/kljensen/snowball"},
	{module: "github.com/oschwald/maxminddb-golang/v2"},
	{module: "github.com/parquet-go/parquet-go"},
	{module: "github.com/rogpeppe/go-internal", testsOnly: true},
	{module: "github.com/santhosh-tekuri/jsonschema/v6", testsOnly: true},
	{module: "github.com/schollz/progressbar/v3"},
	{module: "github.com/spf13/cobra"},
	{module: "github.com/spf13/pflag"},
	{module: "github.com/valyala/fastjson"},
	{module: "golang.org/x/net"},
	{module: "golang.org/x/term"},
	{module: "golang.org/x/text"},
}
