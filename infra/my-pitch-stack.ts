import { join } from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import type { Config } from './config.ts';
import { GpuScaling } from './gpu-scaling.ts';
import { GpuService } from './gpu-service.ts';
import { JobFunctions } from './job-functions.ts';
import { Network } from './network.ts';
import { Observability } from './observability.ts';
import { JobQueue } from './queue.ts';
import { Storage } from './storage.ts';
import { addTriggers } from './triggers.ts';
import { WebHosting } from './web-hosting.ts';

const builtWebFolder = join(import.meta.dirname, '..', 'web', 'out');

export interface MyPitchStackProps extends StackProps {
  readonly config: Config;
  /** The static export of the web app; need not exist yet. */
  readonly webFolder?: string;
}

/** All of My Pitch, for either target. */
export class MyPitchStack extends Stack {
  private readonly storage: Storage;
  private readonly queue: JobQueue;
  private readonly functions: JobFunctions;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, { config, webFolder, ...props }: MyPitchStackProps) {
    super(scope, id, { terminationProtection: config.target === 'aws', ...props });
    const storage = new Storage(this, 'Storage', config);
    const queue = new JobQueue(this, 'Queue', config);
    const functions = new JobFunctions(this, 'Functions', { config, storage, queue });
    addTriggers(functions, { functions, storage, queue });
    const { http } = new Api(this, 'Api', functions);
    this.storage = storage;
    this.queue = queue;
    this.functions = functions;
    this.api = http;

    this.tell('JobTableName', storage.jobs.tableName);
    this.tell('UploadsBucketName', storage.uploads.bucketName);
    this.tell('ResultsBucketName', storage.results.bucketName);
    this.tell('JobQueueUrl', queue.jobs.queueUrl);
    this.tell('DeadLetterQueueUrl', queue.deadLetters.queueUrl);
    this.tell('ApiUrl', http.apiEndpoint);
    // One machine has its own worker and web server, and nobody to alarm.
    if (config.target === 'aws') {
      this.addWorkers(config);
      this.addWeb(config, webFolder ?? builtWebFolder);
    }
  }

  private addWorkers(config: Config): void {
    const { storage, queue, functions, api } = this;
    const network = new Network(this, 'Network');
    const workers = new GpuService(this, 'GpuService', { config, network, storage, queue });
    const { service, songsGivenUp, sickWorkers } = workers;
    const { stranded } = new GpuScaling(this, 'GpuScaling', {
      config,
      service,
      queue: queue.jobs,
      onUpload: functions.onUpload,
    });
    new Observability(this, 'Observability', {
      ...{ config, api, functions, queue, stranded, songsGivenUp, sickWorkers },
    });
  }

  private addWeb(config: Config, webFolder: string): void {
    const { storage, api } = this;
    const web = new WebHosting(this, 'Web', { config, storage, api, webFolder });
    this.tell('WebUrl', web.url);
  }

  private tell(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}
