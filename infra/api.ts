import { apiPaths } from '@my-pitch/shared/api';
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import type { JobFunction } from './job-function.ts';
import type { JobFunctions } from './job-functions.ts';

/**
 * The fields of the access log. The route stands for the path, which has the job's id and so opens the
 * result. CloudFront's address stands in place of the client's, and is of no use.
 */
const logFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  responseBytes: '$context.responseLength',
  error: '$context.error.message',
};

/** The rate of each route that no page calls. */
const otherPerSecond = 50;

/** The HTTP API with its routes. */
export class Api extends Construct {
  readonly http: HttpApi;
  readonly #routes: HttpRoute[] = [];
  readonly #throttles: Record<string, Readonly<Record<string, number>>> = {};

  constructor(scope: Construct, id: string, functions: JobFunctions, config: Config) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', { createDefaultStage: false });
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: otherPerSecond, burstLimit: 2 * otherPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(logFields)),
      },
    });
    const { createsPerSecond, pollsPerSecond, limitsPerSecond, deletesPerSecond } = config;
    const { correctionReadsPerSecond, correctionWritesPerSecond } = config;
    const { correctionsRoute } = apiPaths;
    this.#route(HttpMethod.POST, apiPaths.jobs, functions.createJob, createsPerSecond);
    this.#route(HttpMethod.GET, apiPaths.jobRoute, functions.getJob, pollsPerSecond);
    this.#route(HttpMethod.GET, apiPaths.limits, functions.getLimits, limitsPerSecond);
    this.#route(HttpMethod.DELETE, apiPaths.jobRoute, functions.cancelJob, deletesPerSecond);
    this.#route(
      HttpMethod.GET,
      correctionsRoute,
      functions.getCorrections,
      correctionReadsPerSecond,
    );
    this.#route(
      HttpMethod.PUT,
      correctionsRoute,
      functions.putCorrections,
      correctionWritesPerSecond,
    );
    this.#route(HttpMethod.GET, apiPaths.openapi, functions.describeApi, otherPerSecond);
    this.#route(HttpMethod.ANY, apiPaths.anyRoute, functions.describeApi, otherPerSecond);
    this.#throttle(stage);
    Validations.of(this.http).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'There are no accounts: an unguessable id grants reading, an owner token grants deleting and correcting.',
    });
  }

  #route(method: HttpMethod, path: string, handler: JobFunction, perSecond: number): void {
    const integration = new HttpLambdaIntegration(`${handler.node.id}Integration`, handler);
    this.#routes.push(...this.http.addRoutes({ path, methods: [method], integration }));
    this.#throttles[`${method} ${path}`] = {
      ThrottlingRateLimit: perSecond,
      ThrottlingBurstLimit: 2 * perSecond,
    };
  }

  #throttle(stage: HttpStage): void {
    const resource = stage.node.defaultChild as CfnStage;
    resource.routeSettings = this.#throttles;
    // The gateway refuses settings of a route that does not exist yet.
    stage.node.addDependency(...this.#routes);
  }
}
