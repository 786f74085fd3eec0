import { join } from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { Workers } from './capacity/workers.ts';
import type { Config } from './config.ts';
import { JobFunctions } from './job-functions.ts';
import { Observability } from './observability.ts';
import { pipelineCode } from './pipeline-code.ts';
import { Push } from './push.ts';
import { JobQueue } from './queue.ts';
import { RequestProtection } from './request-protection.ts';
import { Storage } from './storage.ts';
import { addTriggers } from './triggers.ts';
import { WebHosting } from './web-hosting.ts';

const builtWebFolder = join(import.meta.dirname, '..', 'web', 'out');

export interface MyPitchStackProps extends StackProps {
  readonly config: Config;
  /** The static export of the web app; may not exist yet. */
  readonly webFolder?: string;
}

/** The complete stack, for either target. */
export class MyPitchStack extends Stack {
  readonly #storage: Storage;
  readonly #queue: JobQueue;
  readonly #functions: JobFunctions;
  readonly #api: HttpApi;
  readonly #protection: RequestProtection;
  readonly #push: Push;

  constructor(scope: Construct, id: string, { config, webFolder, ...props }: MyPitchStackProps) {
    const terminationProtection = config.target === 'aws' && config.env === 'production';
    super(scope, id, { terminationProtection, ...props });
    const storage = new Storage(this, 'Storage', config);
    const queue = new JobQueue(this, 'Queue', config);
    const functions = new JobFunctions(this, 'Functions', { config, storage, queue });
    addTriggers(functions, { functions, storage, queue });
    const { http } = new Api(this, 'Api', functions, config);
    this.#push = new Push(this, 'Push', { config, storage });
    const { connect } = this.#push;
    this.#protection = new RequestProtection(this, 'Protection', { config, functions, connect });
    this.#storage = storage;
    this.#queue = queue;
    this.#functions = functions;
    this.#api = http;

    this.#output('JobTableName', storage.jobs.tableName);
    this.#output('UploadsBucketName', storage.uploads.bucketName);
    this.#output('ResultsBucketName', storage.results.bucketName);
    this.#output('JobQueueUrl', queue.jobs.queueUrl);
    this.#output('DeadLetterQueueUrl', queue.deadLetters.queueUrl);
    this.#output('UploadEventQueueUrl', queue.uploadEvents.queueUrl);
    this.#output('DeadUploadEventQueueUrl', queue.deadUploadEvents.queueUrl);
    this.#output('ApiUrl', http.apiEndpoint);
    this.#output('SocketUrl', this.#push.api.apiEndpoint);
    this.#output('PipelineCode', pipelineCode());
    // The local target has its own worker and web server and needs no alarms.
    if (config.target === 'aws') {
      this.#addWorkers(config);
      this.#addWeb(config, webFolder ?? builtWebFolder);
    }
  }

  #addWorkers(config: Config): void {
    const storage = this.#storage;
    const queue = this.#queue;
    const functions = this.#functions;
    const api = this.#api;
    const push = this.#push;
    const { onUpload } = functions;
    const workers = new Workers(this, 'Workers', { config, storage, queue, onUpload });
    new Observability(this, 'Observability', { config, api, functions, push, queue, workers });
  }

  #addWeb(config: Config, webFolder: string): void {
    const storage = this.#storage;
    const api = this.#api;
    const protection = this.#protection;
    const sockets = this.#push.api;
    const hosting = { config, storage, api, sockets, protection, webFolder };
    const web = new WebHosting(this, 'Web', hosting);
    this.#functions.serveResults(web.resultKeys);
    this.#output('WebUrl', web.url);
  }

  #output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}
