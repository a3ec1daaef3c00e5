// Package cwtest is a ConnectWise PSA in memory: an http.Handler that answers
// the REST API's read side, with a made-up managed service provider behind it
// whose day goes on. It is the test double, the demo tenant and the source of
// the pictures in one, which is why it ships in the binary and imports no
// testing package.
//
// It is stricter than a real server wherever the contract leaves room: a
// query parameter, field or condition that it does not know is refused with
// 400 and remembered (Server.Refused), so that a test can insist that the
// client asked for nothing doubtful. It builds its own JSON and shares no wire
// type with package connectwise: a mistake there must not find its mirror
// here.
//
// The tenant is a pure function of seed, size, zone, the clock's time at New
// and the clock's time now. No goroutine moves it: each request first brings
// it up to the present, event by event (evolve.go). Two servers made alike
// answer alike, byte for byte, whatever was asked of them in between.
//
// Read server.go first (options, routing), then fields.go (how a record
// becomes JSON and a condition), world.go (the records), build.go and
// evolve.go (how the tenant begins and goes on), truth.go (what a briefing of
// it must say).
package cwtest
