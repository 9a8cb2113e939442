"""Runs a Python handler as AWS Lambda does: a client of the Runtime API.

The words of errors, the context's attributes and the log's format are Lambda's, so that what works here works there.
Imports little, as all that it imports is a part of the function's init.
"""

import json
import os
import sys
import time


class Fault(Exception):
    """What keeps a handler from being called, or its answer from being sent."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind, self.message, self.trace = kind, message, list(trace)


class RuntimeApi:
    """One connection, one request at a time. The host's answers have a Content-Length, always."""

    def __init__(self, address):
        import socket

        host, port = address.rsplit(":", 1)
        self.host = address
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def call(self, method, path, body=b"", headers=""):
        head = f"{method} /2018-06-01/runtime/{path} HTTP/1.1\r\nHost: {self.host}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.socket.sendall(head.encode("latin-1") + body)
        data = self.rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self.receive(65536)
        lines = data[:end].decode("latin-1").split("\r\n")
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        parts, missing = [data[end + 4:]], int(fields.get("content-length", 0)) - (len(data) - end - 4)
        while missing > 0:
            parts.append(self.receive(min(missing, 1 << 20)))
            missing -= len(parts[-1])
        content = b"".join(parts)
        if missing < 0:
            content, self.rest = content[:missing], content[missing:]
        else:
            self.rest = b""
        return int(lines[0].split(" ")[1]), fields, content

    def receive(self, most):
        data = self.socket.recv(most)
        if not data:
            sys.exit(0)  # The host is gone.
        return data

    def next(self):
        _, fields, event = self.call("GET", "invocation/next")
        return fields, event

    def answer(self, request_id, body):
        status, _, content = self.call("POST", f"invocation/{request_id}/response", body, "Content-Type: application/json\r\n")
        if status == 413:
            print(f"[ERROR] the response is refused: {content.decode()}", flush=True)

    def fail(self, path, error):
        body = json.dumps(error).encode()
        self.call("POST", path, body, f"Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: {error['errorType']}\r\n")


class Identity:
    """Who called, with Cognito: nobody, here."""

    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    """What Lambda tells a handler of its invocation."""

    function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
    function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
    memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
    log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
    log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
    client_context = None

    def __init__(self, fields):
        self.aws_request_id = fields["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = fields.get("lambda-runtime-invoked-function-arn")
        self.identity = Identity()
        self._deadline = int(fields.get("lambda-runtime-deadline-ms", 0))

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        return f"LambdaContext({vars(self)})"


def find_handler(name):
    """The function that _HANDLER names: module.function."""
    import importlib

    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {module_name} as a handler module")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as e:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {e}")
    except SyntaxError as e:
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {e}", [f'  File "{e.filename}" Line {e.lineno}\n    {e.text}'])
    try:
        return getattr(module, function)
    except AttributeError:
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function}' missing on module '{module_name}'")


def describe(error, request_id):
    """An exception as Lambda's JSON."""
    if isinstance(error, Fault):
        kind, message, trace = error.kind, error.message, error.trace
    else:
        import traceback

        # Without our own frame, which is the first.
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__ and not f.filename.startswith("<frozen importlib")]
        kind, message, trace = type(error).__name__, str(error), traceback.format_list(frames)
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def log_error(error):
    lines = [f"[ERROR] {error['errorType']}: {error['errorMessage']}"]
    if error["stackTrace"]:
        lines += ["Traceback (most recent call last):", *(part.rstrip("\n") for part in error["stackTrace"])]
    print("\n".join(lines), flush=True)


def run_one(handler, event, context):
    """The answer's bytes."""
    try:
        event = json.loads(event)
    except ValueError as e:
        raise Fault("Runtime.UnmarshalError", f"Unable to unmarshal input: {e}")
    result = handler(event, context)
    try:
        return json.dumps(result, ensure_ascii=False).encode()
    except (TypeError, ValueError) as e:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {e}")


def set_up_logging():
    """The root logger as Lambda sets it up; only for functions that log, as the module is not small."""

    def start(logging):
        class RequestId(logging.Filter):
            def filter(self, record):
                record.aws_request_id = current["id"]
                return True

        output = logging.StreamHandler(sys.stdout)
        form = logging.Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
        form.converter = time.gmtime
        output.setFormatter(form)
        output.addFilter(RequestId())
        logging.getLogger().addHandler(output)

    when_imported("logging", start)


def set_up_endpoints():
    """Gives an AWS SDK that is too old to know AWS_ENDPOINT_URL (botocore before 1.31, boto3 before 1.28) what newer ones read themselves.

    Only where such a variable is set, as it is on a developer's machine: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    if not any(name.startswith("AWS_ENDPOINT_URL") for name in os.environ) or os.environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true":
        return

    def start(session):
        import botocore

        if tuple(int(part) for part in botocore.__version__.split(".")[:2]) >= (1, 31):
            return
        create = session.Session.create_client

        def create_client(self, service_name, region_name=None, api_version=None, use_ssl=True, verify=None, endpoint_url=None, *args, **more):
            if endpoint_url is None:
                service_id = self.get_service_model(service_name).service_id.upper().replace(" ", "_").replace("-", "_")
                endpoint_url = os.environ.get("AWS_ENDPOINT_URL_" + service_id) or os.environ.get("AWS_ENDPOINT_URL")
            return create(self, service_name, region_name, api_version, use_ssl, verify, endpoint_url, *args, **more)

        session.Session.create_client = create_client
        print(f"botocore {botocore.__version__} does not know AWS_ENDPOINT_URL, boto3 does from 1.28 on: Muster's bootstrap gives it the endpoint", flush=True)

    when_imported("botocore.session", start)


def when_imported(name, action):
    """Calls action(module) right after the first import of the module."""
    if name in sys.modules:
        action(sys.modules[name])
        return

    class Finder:
        @staticmethod
        def find_spec(fullname, path=None, target=None):
            if fullname != name:
                return None
            from importlib.util import find_spec

            sys.meta_path.remove(Finder)
            spec = find_spec(name)
            if spec is not None and spec.loader is not None:
                run = spec.loader.exec_module

                def exec_module(module):
                    run(module)
                    action(module)

                spec.loader.exec_module = exec_module
            return spec

    sys.meta_path.insert(0, Finder)


current = {"id": ""}


def main():
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    sys.stderr.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)

    # The function's folder in place of this file's.
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    set_up_logging()
    set_up_endpoints()
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = find_handler(os.environ["_HANDLER"])
    except Exception as e:
        error = describe(e, "")
        log_error(error)
        api.fail("init/error", error)
        sys.exit(1)
    while True:
        fields, event = api.next()
        context = Context(fields)
        current["id"] = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = fields.get("lambda-runtime-trace-id", "")
        try:
            body = run_one(handler, event, context)
        except Exception as e:
            error = describe(e, context.aws_request_id)
            log_error(error)
            api.fail(f"invocation/{context.aws_request_id}/error", error)
        else:
            # What it printed is in the log before its answer is there.
            sys.stdout.flush()
            sys.stderr.flush()
            api.answer(context.aws_request_id, body)


if __name__ == "__main__":
    main()
