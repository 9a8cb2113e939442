// Runs a Node.js handler as AWS Lambda does: a client of the Runtime API. The words of errors, the context's properties and the
// log's format are Lambda's, so that what works here works there.

import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let currentId = '';

/** An error with the name that Lambda gives it. */
class Fault extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

function call(method, target, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, agent, path: `/2018-06-01/runtime/${target}`, headers }, reply => {
      const parts = [];
      reply.on('data', part => parts.push(part));
      reply.on('end', () => resolve({ status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts) }));
      reply.on('error', reject);
    });
    request.setNoDelay(true);
    request.on('error', reject);
    request.end(body);
  });
}

function describe(error) {
  if (!(error instanceof Error)) {
    // Whatever was thrown, or given to the callback.
    return { errorType: typeof error, errorMessage: format(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function fail(target, error) {
  const described = describe(error);
  const body = Buffer.from(JSON.stringify(described));
  return call('POST', target, body, {
    'Content-Type': 'application/json', 'Content-Length': body.length,
    'Lambda-Runtime-Function-Error-Type': encodeURI(described.errorType),
  });
}

function logError(label, error) {
  write('ERROR', [`${label} Error `, JSON.stringify(describe(error))].join('\t'));
}

/** A line of the log: time, request, level, words; a line end within is a carriage return, as it would be another entry else. */
function write(level, text) {
  process.stdout.write(`${new Date().toISOString()}\t${currentId || 'undefined'}\t${level}\t${text.replace(/\n/g, '\r')}\n`);
}

function takeConsole() {
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
  for (const [name, level] of Object.entries(levels)) {
    console[name] = (...words) => write(level, format(...words));
  }
}

/** Whether Node.js reads the file as an ES module: by its ending, else by the nearest package.json. */
function isModule(file) {
  if (!file.endsWith('.js')) {
    return file.endsWith('.mjs');
  }
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest)) {
      return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
    }
    if (folder === env.LAMBDA_TASK_ROOT || folder === path.dirname(folder)) {
      return false;
    }
  }
}

async function load(root, module) {
  const base = path.resolve(root, module);
  const file = ['.js', '.mjs', '.cjs'].map(ending => base + ending).find(existsSync);
  try {
    if (!file) {
      throw Object.assign(new Error(`Cannot find module '${module}'`), { code: 'MODULE_NOT_FOUND' });
    }
    return isModule(file) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Fault('Runtime.UserCodeSyntaxError', error.toString());
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Fault('Runtime.ImportModuleError', error.toString());
    }
    throw error;
  }
}

async function findHandler(name) {
  const { dir, base } = path.parse(name);
  const dot = base.indexOf('.');
  if (dot < 1 || dot === base.length - 1 || name.includes('..')) {
    throw new Fault('Runtime.MalformedHandlerName', name.includes('..') ? `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.` : 'Bad handler');
  }
  const module = await load(env.LAMBDA_TASK_ROOT, path.join(dir, base.slice(0, dot)));
  const handler = base.slice(dot + 1).split('.').reduce((from, key) => from?.[key], module);
  if (handler === undefined || handler === null) {
    throw new Fault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new Fault('Runtime.HandlerNotFound', `${name} is not a function`);
  }
  if (handler.length >= 3 && Number(/nodejs(\d+)/.exec(env.AWS_EXECUTION_ENV ?? '')?.[1]) >= 24) {
    throw new Fault('Runtime.CallbackHandlerDeprecated', 'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You will need to modify this function to use a supported handler signature to use Node.js 24 or later.');
  }
  return handler;
}

function makeContext(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    succeed: result => settle(null, result),
    fail: error => settle(error ?? 'handled'),
    done: settle,
  };
}

/** Calls the handler, in its async form or with a callback; both may do neither, and are done when the event loop is empty. */
function invoke(handler, event, headers) {
  return new Promise((resolve, reject) => {
    let end;
    const finish = () => {
      process.off('beforeExit', finish);
      end ? end() : resolve(null);
    };
    const now = action => {
      end ??= action;
      finish();
    };
    const settle = (error, result) => {
      if (!end) {
        end = error !== null && error !== undefined ? () => reject(error) : () => resolve(result);
        if (!context.callbackWaitsForEmptyEventLoop) {
          setImmediate(finish);
        }
      }
    };
    const context = makeContext(headers, (error, result) => {
      context.callbackWaitsForEmptyEventLoop = false;
      settle(error, result);
    });
    process.on('beforeExit', finish);
    try {
      const result = handler(event, context, settle);
      if (typeof result?.then === 'function') {
        result.then(value => now(() => resolve(value)), error => now(() => reject(error)));
      }
    } catch (error) {
      now(() => reject(error));
    }
  });
}

async function answer(handler, { headers, body }) {
  const id = headers['lambda-runtime-aws-request-id'];
  currentId = id;
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  try {
    const result = await invoke(handler, JSON.parse(body.toString('utf8')), headers);
    let text;
    try {
      text = JSON.stringify(result === undefined ? null : result) ?? 'null';
    } catch (error) {
      throw new Fault('Runtime.MarshalError', `Unable to stringify response body as json: ${error.message}`);
    }
    const bytes = Buffer.from(text);
    const { status, body: words } = await call('POST', `invocation/${id}/response`, bytes, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
    if (status === 413) {
      write('ERROR', `the response is refused: ${words}`);
    }
  } catch (error) {
    logError('Invoke', error);
    await fail(`invocation/${id}/error`, error);
  }
}

function end(code, error) {
  logError(code === 128 ? 'Unhandled Promise Rejection' : 'Uncaught Exception', error);
  fail(`invocation/${currentId}/error`, error).catch(() => {}).finally(() => process.exit(code));
}

takeConsole();
process.on('uncaughtException', error => end(129, error));
process.on('unhandledRejection', reason => {
  const error = new Fault('Runtime.UnhandledPromiseRejection', String(reason));
  error.stack = reason?.stack ?? error.stack;
  end(128, error);
});

let handler;
try {
  handler = await findHandler(env._HANDLER);
} catch (error) {
  logError('Uncaught Exception', error);
  await fail('init/error', error);
  process.exit(1);
}

while (true) {
  await answer(handler, await call('GET', 'invocation/next'));
}
