package cli

import (
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/label"
	"github.com/unveil-project/unveil/internal/stance"
)

// stanceDoc is the form of stance --json (docs/formats/stance.md).
type stanceDoc struct {
	Schema     int              `json:"schema"`
	Texts      int              `json:"texts"`
	Naming     int              `json:"naming"` // texts that name a candidate
	Model      string           `json:"model,omitempty"`
	Candidates []candidateTotal `json:"candidates"`
	Gold       *goldJSON        `json:"gold,omitempty"`
	Opinions   []opinionJSON    `json:"opinions"`
}

type opinionJSON struct {
	File      string        `json:"file"`
	Row       int64         `json:"row"`
	ID        string        `json:"id,omitempty"`
	Candidate string        `json:"candidate"`
	Stance    stance.Stance `json:"stance"`
	Score     float64       `json:"score"`
	Label     stance.Stance `json:"label,omitempty"`
	Marks     []markJSON    `json:"marks"`
}

type markJSON struct {
	Start  int     `json:"start"` // bytes of the text
	End    int     `json:"end"`
	Words  string  `json:"words"`
	Rule   string  `json:"rule"`
	Weight float64 `json:"weight"`
}

// goldJSON is what --gold measures.
type goldJSON struct {
	Labelled  int                                     `json:"labelled"`
	Table     map[stance.Stance]map[stance.Stance]int `json:"table"` // label → answer → texts
	Precision map[stance.Stance]label.Rate            `json:"precision"`
	Recall    map[stance.Stance]label.Rate            `json:"recall"`
	Opposed   int                                     `json:"opposed"` // one side taken for the other
}

func stanceDocument(e *election.Election, f *stanceFlags, rows []textRow, list []judged) stanceDoc {
	d := stanceDoc{Schema: 1, Texts: len(rows), Naming: naming(list), Model: f.model, Candidates: totals(e, list), Opinions: []opinionJSON{}}
	if d.Candidates == nil {
		d.Candidates = []candidateTotal{}
	}
	if f.gold != "" {
		d.Gold = newGoldJSON(goldTable(list))
	}
	for i := range list {
		x := &list[i]
		o := opinionJSON{File: x.File, Row: x.Row, ID: x.ID, Candidate: x.Candidate, Stance: x.Stance, Score: round4(x.Score), Label: x.Want, Marks: []markJSON{}}
		for _, m := range x.Marks {
			o.Marks = append(o.Marks, markJSON{m.Start, m.End, x.Text[m.Start:m.End], m.Rule, round4(m.Weight)})
		}
		d.Opinions = append(d.Opinions, o)
	}
	return d
}

func newGoldJSON(t label.Table) *goldJSON {
	g := &goldJSON{Table: map[stance.Stance]map[stance.Stance]int{}, Precision: map[stance.Stance]label.Rate{}, Recall: map[stance.Stance]label.Rate{}, Opposed: t.Opposed()}
	for _, want := range stance.Stances() {
		g.Table[want] = map[stance.Stance]int{}
		for _, got := range stance.Stances() {
			n := t[[2]stance.Stance{want, got}]
			g.Table[want][got] = n
			g.Labelled += n
		}
		g.Precision[want], g.Recall[want] = t.Precision(want), t.Recall(want)
	}
	return g
}
