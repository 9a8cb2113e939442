// Writes a robot's status into the fleet's table, whenever a rule hands over a report. The standard library only: one static
// file named bootstrap, which runs on AWS Lambda's provided.al2023 and under muster unchanged.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

var statuses = []string{"ONLINE", "CHARGING", "PAUSED", "FAULT", "OFFLINE"}

// Report is what the rule hands over; fields that are not needed are let go.
type Report struct {
	Name   string `json:"name"`
	Status string `json:"status"`
}

func main() {
	table, err := NewTable(os.Getenv("TABLE_NAME"))
	runtime := Runtime{"http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/"}
	if err != nil {
		runtime.post("init/error", failure(err))
		os.Exit(1)
	}
	for {
		id, event := runtime.next()
		report, err := handle(table, event)
		if err != nil {
			fmt.Println(err)
			runtime.post("invocation/"+id+"/error", failure(err))
			continue
		}
		answer, _ := json.Marshal(report)
		runtime.post("invocation/"+id+"/response", answer)
	}
}

func handle(table *Table, event []byte) (*Report, error) {
	var report Report
	if err := json.Unmarshal(event, &report); err != nil {
		return nil, fmt.Errorf("the event is no report: %w", err)
	}
	if report.Name == "" {
		return nil, fmt.Errorf("the event has no name")
	}
	for _, status := range statuses {
		if report.Status == status {
			return &report, table.SetStatus(report.Name, report.Status)
		}
	}
	return nil, fmt.Errorf("%s reports the status %q; known are %s", report.Name, report.Status, strings.Join(statuses, ", "))
}

// Runtime is a client of Lambda's Runtime API: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
type Runtime struct{ url string }

// next waits for an event.
func (r Runtime) next() (id string, event []byte) {
	// No time-out: it may take as long as it takes.
	answer, err := http.Get(r.url + "invocation/next")
	if err != nil {
		os.Exit(1) // The environment is at its end.
	}
	defer answer.Body.Close()
	event, err = io.ReadAll(answer.Body)
	if err != nil {
		os.Exit(1)
	}
	return answer.Header.Get("Lambda-Runtime-Aws-Request-Id"), event
}

func (r Runtime) post(path string, body []byte) {
	answer, err := http.Post(r.url+path, "application/json", bytes.NewReader(body))
	if err != nil {
		os.Exit(1)
	}
	io.Copy(io.Discard, answer.Body)
	answer.Body.Close()
}

func failure(err error) []byte {
	body, _ := json.Marshal(map[string]any{"errorType": "Error", "errorMessage": err.Error(), "stackTrace": []string{}})
	return body
}
