package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Table is a DynamoDB table, as far as this function needs it.
type Table struct {
	name, region string
	endpoint     *url.URL
	client       http.Client
}

// NewTable finds the endpoint as AWS's own SDKs do: AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL, else the region's.
func NewTable(name string) (*Table, error) {
	region := os.Getenv("AWS_REGION")
	if name == "" || region == "" {
		return nil, errors.New("the environment variables TABLE_NAME and AWS_REGION must be there")
	}
	address := "https://dynamodb." + region + ".amazonaws.com"
	for _, variable := range []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"} {
		if given := os.Getenv(variable); given != "" {
			address = given
		}
	}
	endpoint, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	endpoint.Path = "/"
	return &Table{name, region, endpoint, http.Client{Timeout: 5 * time.Second}}, nil
}

// SetStatus writes a robot's status; the rest of its item stays as it is.
func (t *Table) SetStatus(name, status string) error {
	body, err := json.Marshal(map[string]any{
		"TableName":                 t.name,
		"Key":                       map[string]any{"name": map[string]string{"S": name}},
		"UpdateExpression":          "SET #status = :status",
		"ExpressionAttributeNames":  map[string]string{"#status": "status"},
		"ExpressionAttributeValues": map[string]any{":status": map[string]string{"S": status}},
	})
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, t.endpoint.String(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-amz-json-1.0")
	request.Header.Set("X-Amz-Target", "DynamoDB_20120810.UpdateItem")
	t.sign(request, body, time.Now().UTC())
	answer, err := t.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	reason, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("DynamoDB answered %s: %s", answer.Status, reason)
	}
	return err
}

// sign adds a Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
// The credentials are those of the function's role, which Lambda keeps in the environment.
func (t *Table) sign(request *http.Request, body []byte, now time.Time) {
	at := now.Format("20060102T150405Z")
	request.Header.Set("X-Amz-Date", at)
	signed := []string{"content-type", "host", "x-amz-date", "x-amz-target"}
	if token := os.Getenv("AWS_SESSION_TOKEN"); token != "" {
		request.Header.Set("X-Amz-Security-Token", token)
		signed = []string{"content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"}
	}
	headers := ""
	for _, name := range signed {
		value := request.Header.Get(name)
		if name == "host" {
			value = t.endpoint.Host
		}
		headers += name + ":" + value + "\n"
	}
	names := strings.Join(signed, ";")
	scope := at[:8] + "/" + t.region + "/dynamodb/aws4_request"
	canonical := "POST\n/\n\n" + headers + "\n" + names + "\n" + hash(body)
	text := "AWS4-HMAC-SHA256\n" + at + "\n" + scope + "\n" + hash([]byte(canonical))
	key := mac([]byte("AWS4"+os.Getenv("AWS_SECRET_ACCESS_KEY")), at[:8], t.region, "dynamodb", "aws4_request", text)
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+os.Getenv("AWS_ACCESS_KEY_ID")+"/"+scope+", SignedHeaders="+names+", Signature="+hex.EncodeToString(key))
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// mac signs each part with what the one before came to.
func mac(key []byte, parts ...string) []byte {
	for _, part := range parts {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(part))
		key = h.Sum(nil)
	}
	return key
}
