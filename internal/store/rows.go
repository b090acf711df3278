package store

import (
	"github.com/unveil-project/unveil/internal/post"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/sheet"
	"github.com/unveil-project/unveil/internal/source"
)

// The rows of the segments. docs/formats/segments.md documents every column;
// a test holds that it does.

// Place is what every row begins with: when it was, and where it came from.
type Place struct {
	Time    int64         `parquet:"time,timestamp(microsecond),delta" json:"time"`
	Source  int32         `parquet:"source" json:"-"`
	Row     int64         `parquet:"row,delta" json:"-"`
	Offset  int64         `parquet:"offset,delta" json:"-"`
	Length  int32         `parquet:"length" json:"-"`
	Version int32         `parquet:"version" json:"-"`
	Digest  source.Digest `parquet:"digest" json:"-"`
}

// PostRow is one post in a segment.
type PostRow struct {
	Place
	Platform string   `parquet:"platform,dict" json:"platform,omitempty"`
	ID       string   `parquet:"id" json:"id,omitempty"`
	Account  string   `parquet:"account,dict" json:"account,omitempty"`
	Handle   string   `parquet:"handle,dict" json:"handle,omitempty"`
	Act      string   `parquet:"act,dict" json:"act,omitempty"`
	Text     string   `parquet:"text" json:"text,omitempty"`
	Language string   `parquet:"language,dict" json:"language,omitempty"`
	Client   string   `parquet:"client,dict" json:"client,omitempty"`
	Since    int64    `parquet:"since,timestamp(microsecond),delta" json:"since,omitempty"`
	RepostOf string   `parquet:"repost_of" json:"repost_of,omitempty"`
	ReplyTo  string   `parquet:"reply_to" json:"reply_to,omitempty"`
	Links    []string `parquet:"links,list" json:"links,omitempty"`
	Hashtags []string `parquet:"hashtags,list" json:"hashtags,omitempty"`
	Mentions []string `parquet:"mentions,list" json:"mentions,omitempty"`
	Media    []string `parquet:"media,list" json:"media,omitempty"`
	Objects  []string `parquet:"objects,list" json:"objects,omitempty"`
}

// RequestRow is one request in a segment.
type RequestRow struct {
	Place
	Client   string `parquet:"client" json:"client,omitempty"`
	User     string `parquet:"user,dict" json:"user,omitempty"`
	Site     string `parquet:"site,dict" json:"site,omitempty"`
	Method   string `parquet:"method,dict" json:"method,omitempty"`
	Path     string `parquet:"path" json:"path,omitempty"`
	Query    string `parquet:"query" json:"query,omitempty"`
	Protocol string `parquet:"protocol,dict" json:"protocol,omitempty"`
	Status   int32  `parquet:"status" json:"status,omitempty"`
	Bytes    int64  `parquet:"bytes" json:"bytes,omitempty"`
	Referer  string `parquet:"referer" json:"referer,omitempty"`
	Agent    string `parquet:"agent,dict" json:"agent,omitempty"`
	Duration int64  `parquet:"duration" json:"duration,omitempty"`
}

// FigureRow is one figure of a sheet.
type FigureRow struct {
	Name  string `parquet:"name,dict" json:"name,omitempty"`
	Role  string `parquet:"role,dict" json:"role,omitempty"`
	Votes int64  `parquet:"votes" json:"votes,omitempty"`
}

// SheetRow is one tally sheet in a segment.
type SheetRow struct {
	Place
	Contest    string      `parquet:"contest,dict" json:"contest,omitempty"`
	Station    string      `parquet:"station" json:"station,omitempty"`
	State      string      `parquet:"state,dict" json:"state,omitempty"`
	District   string      `parquet:"district,dict" json:"district,omitempty"`
	Town       string      `parquet:"town,dict" json:"town,omitempty"`
	Section    string      `parquet:"section" json:"section,omitempty"`
	Stratum    string      `parquet:"stratum,dict" json:"stratum,omitempty"`
	Special    bool        `parquet:"special" json:"special,omitempty"`
	Registered int64       `parquet:"registered" json:"registered,omitempty"`
	Modified   bool        `parquet:"modified" json:"modified,omitempty"`
	Origin     string      `parquet:"origin,dict" json:"origin,omitempty"`
	Figures    []FigureRow `parquet:"figures,list" json:"figures,omitempty"`
}

// Row is one of the three rows.
type Row interface {
	PostRow | RequestRow | SheetRow
}

func (p *Place) place() *Place { return p }

// placed is a pointer to a row, through which its Place is reached.
type placed[R Row] interface {
	*R
	place() *Place
}

func (p *Place) where() source.Where {
	return source.Where{Row: p.Row, Offset: p.Offset, Length: int64(p.Length)}
}

// post gives the record that a row holds. Strings are shared with the row.
func (r *PostRow) post() post.Post {
	return post.Post{
		Where: r.where(), Time: r.Time,
		Platform: r.Platform, ID: r.ID, Account: r.Account, Handle: r.Handle, Act: post.Act(r.Act),
		Text: r.Text, Language: r.Language, Client: r.Client, Since: r.Since, RepostOf: r.RepostOf, ReplyTo: r.ReplyTo,
		Links: r.Links, Hashtags: r.Hashtags, Mentions: r.Mentions, Media: r.Media, Objects: r.Objects,
	}
}

func (r *RequestRow) request() request.Request {
	return request.Request{
		Where: r.where(), Time: r.Time,
		Client: r.Client, User: r.User, Site: r.Site, Method: r.Method, Path: r.Path, Query: r.Query,
		Protocol: r.Protocol, Status: r.Status, Bytes: r.Bytes, Referer: r.Referer, Agent: r.Agent, Duration: r.Duration,
	}
}

func (r *SheetRow) sheet() sheet.Sheet {
	s := sheet.Sheet{
		Where: r.where(), Time: r.Time,
		Contest: r.Contest, Station: r.Station, State: r.State, District: r.District, Town: r.Town,
		Section: r.Section, Stratum: r.Stratum, Special: r.Special, Registered: r.Registered,
		Modified: r.Modified, Origin: r.Origin,
	}
	if len(r.Figures) > 0 {
		s.Figures = make([]sheet.Figure, len(r.Figures))
		for i, f := range r.Figures {
			s.Figures[i] = sheet.Figure{Name: f.Name, Role: sheet.Role(f.Role), Votes: f.Votes}
		}
	}
	return s
}
