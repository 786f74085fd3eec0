import { apiPaths } from '@my-pitch/shared/api';
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { JobFunction } from './job-function.ts';
import type { JobFunctions } from './job-functions.ts';

/** The HTTP API with its routes. */
export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, functions: JobFunctions) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { createDefaultStage: false });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog) },
    });
    this.#route(HttpMethod.POST, apiPaths.jobs, functions.createJob);
    this.#route(HttpMethod.GET, apiPaths.jobRoute, functions.getJob);
    this.#route(HttpMethod.GET, apiPaths.limits, functions.getLimits);
    this.#route(HttpMethod.DELETE, apiPaths.jobRoute, functions.cancelJob);
    this.#route(HttpMethod.GET, apiPaths.openapi, functions.describeApi);
    this.#route(HttpMethod.ANY, apiPaths.anyRoute, functions.describeApi);
    Validations.of(this.http).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'There are no accounts: an unguessable id grants reading, an owner token grants deleting.',
    });
  }

  #route(method: HttpMethod, path: string, handler: JobFunction): void {
    const integration = new HttpLambdaIntegration(`${handler.node.id}Integration`, handler);
    this.http.addRoutes({ path, methods: [method], integration });
  }
}
