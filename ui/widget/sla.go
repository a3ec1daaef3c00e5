package widget

import (
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/theme"
)

// SLAWidth is how many cells SLACell takes: four for the stage, a blank, and
// seven for the time.
const SLAWidth = 12

// SLACell is the SLA clock in SLAWidth cells: the stage at the left, the time
// at the right. Past its goal it counts up in red with a plus; paused it is
// grey and says so; unknown it says so too. A ticket without SLA has an empty cell.
func SLACell(c model.SLAClock, unassigned bool, r assess.SLARules) Cell {
	switch c.State {
	case model.SLAUnknown:
		return Cell{FitRight("unknown", SLAWidth, ""), InkDim}
	case model.SLAPaused:
		return Cell{stageWord(c.Stage) + FitRight("paused", SLAWidth-4, ""), InkFaint}
	case model.SLABreached:
		return Cell{stageWord(c.Stage) + FitRight("+"+Duration(c.Left), SLAWidth-4, ""), InkBadStrong}
	case model.SLARunning:
		return Cell{stageWord(c.Stage) + FitRight(Duration(c.Left), SLAWidth-4, ""), runningInk(c, unassigned, r)}
	}
	return Cell{}
}

func runningInk(c model.SLAClock, unassigned bool, r assess.SLARules) Ink {
	switch {
	case r.IsRed(c, unassigned):
		return InkBad
	case c.AtRisk(r.AtRisk):
		return InkWarn
	}
	return InkText
}

// stageWord is the stage in four cells.
func stageWord(s model.SLAStage) string {
	switch s {
	case model.StageRespond:
		return "resp"
	case model.StagePlan:
		return "plan"
	case model.StageResolve:
		return "res "
	}
	return "    "
}

// Mark is the one sign in front of a ticket: red, at risk, SLA unknown,
// customer waiting for an answer, or clock paused; "" for all quiet.
func Mark(c model.SLAClock, replied, unassigned bool, r assess.SLARules, g *theme.Glyphs) Cell {
	switch {
	case c.Breached():
		return Cell{g.Bad, InkBadStrong}
	case r.IsRed(c, unassigned):
		return Cell{g.Bad, InkBad}
	case c.AtRisk(r.AtRisk):
		return Cell{g.Warn, InkWarn}
	case replied:
		return Cell{g.Bullet, InkAccent}
	case c.State == model.SLAUnknown:
		return Cell{"?", InkDim}
	case c.State == model.SLAPaused:
		return Cell{g.Quiet, InkFaint}
	}
	return Cell{}
}

// goalLine says how one goal stands, in words.
func goalLine(goal model.Goal, paused bool, now time.Time, zone *time.Location) (string, Ink) {
	due := Moment(goal.Due, now, zone)
	switch {
	case goal.Due.IsZero() && goal.Met.IsZero():
		return "", InkText
	case !goal.Met.IsZero() && goal.Due.IsZero():
		return "met " + Moment(goal.Met, now, zone), InkDim
	case !goal.Met.IsZero() && goal.Met.After(goal.Due):
		return join("met", Moment(goal.Met, now, zone)+",", Duration(goal.Met.Sub(goal.Due)), "late"), InkDim
	case !goal.Met.IsZero():
		return "met " + Moment(goal.Met, now, zone), InkDim
	case paused:
		return "due " + due + ", paused", InkFaint
	case goal.Due.Before(now):
		return join("was due", due+",", "+"+Duration(now.Sub(goal.Due))), InkBadStrong
	}
	return join("due", due+",", Duration(goal.Due.Sub(now)), "left"), InkText
}

func join(words ...string) string { return strings.Join(words, " ") }
