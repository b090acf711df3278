// Package social makes the posts of a drill: ordinary accounts with trends
// and cascades, the look-alikes, and the planted networks.
//
//	Config ─ plan: compact acts in memory ─ sort by time ─▶ X API v2 tweets, one a line
//
// An act takes 56 bytes in memory; its text is made when it is written.
package social

import (
	"context"
	"io"
	"slices"

	"github.com/unveil-project/unveil/internal/drill/chance"
	"github.com/unveil-project/unveil/internal/drill/truth"
	"github.com/unveil-project/unveil/internal/drill/world"
)

// Config says how much to make and what to plant.
type Config struct {
	Seed     uint64
	Scale    float64 // 1: about 1,500 ordinary accounts and 30,000 posts
	Networks []Network
}

// act is what an account does at one time.
type act struct {
	at      int64 // milliseconds since 1970 UTC
	text    uint64
	author  int32
	ref     int32 // index of the act that it reposts or answers; -1 none
	link    int32 // index into stage.links; -1 none
	tags    [2]int16
	kind    kind
	style   style
	variant uint8 // which wording of a paraphrased text
	via     int32 // account that a share button names; -1 none
}

type kind uint8

const (
	original kind = iota
	repost
	reply
	quote
)

// stage is a drill's social front while it is being planned.
type stage struct {
	cfg      Config
	people   []account
	ordinary int // the first people are ordinary accounts
	activity chance.Weights
	week     rhythm
	acts     []act
	tags     []string
	links    []string
	items    []truth.Item
	groups   [][]int32 // accounts of each item
	first    int64
	last     int64
}

// Write writes the posts in order of time and gives the items of truth about
// them. Only writing and ctx can fail.
func Write(ctx context.Context, w io.Writer, cfg Config) ([]truth.Item, error) {
	s := newStage(cfg)
	s.talk()
	s.trends()
	s.wires()
	s.fans()
	s.activists()
	s.schedulers()
	s.officials()
	s.readers()
	s.hunters()
	for i := range cfg.Networks {
		s.plant(&cfg.Networks[i])
	}
	s.nameAccounts()
	return s.describe(), s.write(ctx, w)
}

func newStage(cfg Config) *stage {
	s := &stage{
		cfg:   cfg,
		first: world.Start().UnixMilli(), last: world.End().UnixMilli(),
		week: newRhythm(world.Start(), world.End()),
	}
	s.populate(max(50, int(1500*cfg.Scale)))
	return s
}

// rand gives the random numbers of one part of this front.
func (s *stage) rand(part string) *chance.Rand { return chance.New(s.cfg.Seed, "social/"+part) }

// scaled is a number of things at the drill's scale, at least one.
func (s *stage) scaled(n int) int { return max(1, int(float64(n)*s.cfg.Scale)) }

// do adds an act and gives its index; one outside the drill's week is left
// out and gives -1.
func (s *stage) do(a act) int32 {
	if a.at < s.first || a.at >= s.last {
		return -1
	}
	s.acts = append(s.acts, a)
	return int32(len(s.acts) - 1)
}

// plain is an original act without objects.
func plain(at int64, author int32, text uint64, st style) act {
	return act{at: at, author: author, text: text, style: st, ref: -1, link: -1, via: -1, tags: [2]int16{-1, -1}}
}

// response is an act that refers to another.
func response(k kind, at int64, author, ref int32, text uint64) act {
	a := plain(at, author, text, talkStyle)
	a.kind, a.ref = k, ref
	return a
}

// tag gives the index of a hashtag, added when it is new.
func (s *stage) tag(name string) int16 {
	if i := slices.Index(s.tags, name); i >= 0 {
		return int16(i)
	}
	s.tags = append(s.tags, name)
	return int16(len(s.tags) - 1)
}

// link adds an address and gives its index.
func (s *stage) link(address string) int32 {
	s.links = append(s.links, address)
	return int32(len(s.links) - 1)
}
