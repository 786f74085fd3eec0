import { apiPaths, apiRoutes } from '@my-pitch/shared/api';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the HTTP API', () => {
  it('has the documented routes, and one for everything else', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      [...apiRoutes, `ANY ${apiPaths.anyRoute}`].sort(),
    );
  });

  const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));

  it('throttles each route by itself, from the configuration, once the route exists', () => {
    const routes = template.findResources('AWS::ApiGatewayV2::Route');
    expect(stage?.Properties.RouteSettings).toEqual({
      'POST /api/jobs': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      'GET /api/jobs/{jobId}': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      'DELETE /api/jobs/{jobId}': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      'GET /api/limits': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      'GET /api/openapi.json': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      'ANY /api/{proxy+}': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(Object.keys(routes)));
    const context = { createsPerSecond: '7', pollsPerSecond: '8' };
    const [other] = Object.values(
      synthesise({ target: 'local', context }).findResources('AWS::ApiGatewayV2::Stage'),
    );
    expect(other?.Properties.RouteSettings).toMatchObject({
      'POST /api/jobs': { ThrottlingRateLimit: 7 },
      'GET /api/jobs/{jobId}': { ThrottlingRateLimit: 8 },
    });
  });

  it('throttles any further route, and logs requests without path, query and address', () => {
    expect(stage?.Properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const { DestinationArn, Format } = stage?.Properties.AccessLogSettings ?? {};
    expect(DestinationArn).toBeDefined();
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|query|sourceIp|header/i);
  });
});
