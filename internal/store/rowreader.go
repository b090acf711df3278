package store

import "github.com/parquet-go/parquet-go"

// rowReader puts rows together from the columns of a segment. The row it fills
// is reused, and so are its lists.
type rowReader[R Row] struct {
	row  R
	read func(*R)
	cols []*column
}

// column opens a column for the row.
func (r *rowReader[R]) column(f *parquet.File, name string) *column {
	c := find(f, name)
	r.cols = append(r.cols, c)
	return c
}

// next fills the row.
func (r *rowReader[R]) next() (*R, error) {
	r.read(&r.row)
	for _, c := range r.cols {
		if c.err != nil {
			return nil, c.err
		}
	}
	return &r.row, nil
}

func (r *rowReader[R]) close() (err error) {
	for _, c := range r.cols {
		if cerr := c.close(); err == nil {
			err = cerr
		}
	}
	return err
}

// newRowReader opens the columns of a segment.
func newRowReader[R Row](f *parquet.File) *rowReader[R] {
	r := &rowReader[R]{}
	switch r := any(r).(type) {
	case *rowReader[PostRow]:
		r.read = postReader(r, f)
	case *rowReader[RequestRow]:
		r.read = requestReader(r, f)
	case *rowReader[SheetRow]:
		r.read = sheetReader(r, f)
	}
	return r
}

func placeReader[R Row](r *rowReader[R], f *parquet.File) func(*Place) {
	time, src, row := r.column(f, "time"), r.column(f, "source"), r.column(f, "row")
	offset, length, version := r.column(f, "offset"), r.column(f, "length"), r.column(f, "version")
	digest := r.column(f, "digest")
	return func(p *Place) {
		p.Time, p.Source, p.Row = time.int(), int32(src.int()), row.int()
		p.Offset, p.Length, p.Version = offset.int(), int32(length.int()), int32(version.int())
		digest.fixed(p.Digest[:])
	}
}

func postReader(r *rowReader[PostRow], f *parquet.File) func(*PostRow) {
	place := placeReader(r, f)
	platform, id, account, handle := r.column(f, "platform"), r.column(f, "id"), r.column(f, "account"), r.column(f, "handle")
	act, text, language, client := r.column(f, "act"), r.column(f, "text"), r.column(f, "language"), r.column(f, "client")
	since, repostOf, replyTo := r.column(f, "since"), r.column(f, "repost_of"), r.column(f, "reply_to")
	list := func(name string) *column { return r.column(f, name+".list.element") }
	links, hashtags, mentions, media, objects := list("links"), list("hashtags"), list("mentions"), list("media"), list("objects")
	return func(p *PostRow) {
		place(&p.Place)
		p.Platform, p.ID, p.Account, p.Handle = platform.string(), id.string(), account.string(), handle.string()
		p.Act, p.Text, p.Language, p.Client = act.string(), text.string(), language.string(), client.string()
		p.Since, p.RepostOf, p.ReplyTo = since.int(), repostOf.string(), replyTo.string()
		p.Links, p.Hashtags, p.Mentions = links.list(p.Links[:0]), hashtags.list(p.Hashtags[:0]), mentions.list(p.Mentions[:0])
		p.Media, p.Objects = media.list(p.Media[:0]), objects.list(p.Objects[:0])
	}
}

func requestReader(r *rowReader[RequestRow], f *parquet.File) func(*RequestRow) {
	place := placeReader(r, f)
	client, user, site, method := r.column(f, "client"), r.column(f, "user"), r.column(f, "site"), r.column(f, "method")
	path, query, protocol, status := r.column(f, "path"), r.column(f, "query"), r.column(f, "protocol"), r.column(f, "status")
	bytes, referer, agent, duration := r.column(f, "bytes"), r.column(f, "referer"), r.column(f, "agent"), r.column(f, "duration")
	return func(q *RequestRow) {
		place(&q.Place)
		q.Client, q.User, q.Site, q.Method = client.string(), user.string(), site.string(), method.string()
		q.Path, q.Query, q.Protocol, q.Status = path.string(), query.string(), protocol.string(), int32(status.int())
		q.Bytes, q.Referer, q.Agent, q.Duration = bytes.int(), referer.string(), agent.string(), duration.int()
	}
}

func sheetReader(r *rowReader[SheetRow], f *parquet.File) func(*SheetRow) {
	place := placeReader(r, f)
	contest, station, state, district := r.column(f, "contest"), r.column(f, "station"), r.column(f, "state"), r.column(f, "district")
	town, section, stratum, special := r.column(f, "town"), r.column(f, "section"), r.column(f, "stratum"), r.column(f, "special")
	registered, modified, origin := r.column(f, "registered"), r.column(f, "modified"), r.column(f, "origin")
	names, roles, votes := r.column(f, "figures.list.element.name"), r.column(f, "figures.list.element.role"), r.column(f, "figures.list.element.votes")
	var nameList, roleList []string
	var voteList []int64
	return func(s *SheetRow) {
		place(&s.Place)
		s.Contest, s.Station, s.State, s.District = contest.string(), station.string(), state.string(), district.string()
		s.Town, s.Section, s.Stratum, s.Special = town.string(), section.string(), stratum.string(), special.bool()
		s.Registered, s.Modified, s.Origin = registered.int(), modified.bool(), origin.string()
		nameList, roleList, voteList = names.list(nameList[:0]), roles.list(roleList[:0]), votes.ints(voteList[:0])
		s.Figures = s.Figures[:0]
		for i := range min(len(nameList), len(roleList), len(voteList)) {
			s.Figures = append(s.Figures, FigureRow{Name: nameList[i], Role: roleList[i], Votes: voteList[i]})
		}
	}
}
