import { apiPaths, apiRoutes } from '@my-pitch/shared/api';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the HTTP API', () => {
  it('has the documented routes, and one for everything else', () => {
    const routes = Object.entries(template.findResources('AWS::ApiGatewayV2::Route'))
      .filter(([id]) => id.startsWith('ApiHttp'))
      .map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.sort()).toEqual([...apiRoutes, `ANY ${apiPaths.anyRoute}`].sort());
  });

  const stage = Object.values(template.findResources('AWS::ApiGatewayV2::Stage')).find(
    ({ Properties }) => Properties.StageName === '$default',
  );

  it('throttles each route by itself, from the configuration, once the route exists', () => {
    const routes = Object.entries(template.findResources('AWS::ApiGatewayV2::Route'))
      .filter(([id]) => id.startsWith('Api'))
      .map(([id]) => id);
    expect(stage?.Properties.RouteSettings).toEqual({
      'POST /api/jobs': { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 800 },
      'GET /api/jobs/{jobId}': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      'DELETE /api/jobs/{jobId}': { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 800 },
      'GET /api/jobs/{jobId}/corrections': {
        ThrottlingRateLimit: 1000,
        ThrottlingBurstLimit: 2000,
      },
      'PUT /api/jobs/{jobId}/corrections': { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 800 },
      'GET /api/limits': { ThrottlingRateLimit: 400, ThrottlingBurstLimit: 800 },
      'GET /api/openapi.json': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      'ANY /api/{proxy+}': { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(routes));
    const context = { createsPerSecond: '7', pollsPerSecond: '8' };
    const other = Object.values(
      synthesise({ target: 'local', context }).findResources('AWS::ApiGatewayV2::Stage'),
    ).find(({ Properties }) => Properties.StageName === '$default');
    expect(other?.Properties.RouteSettings).toMatchObject({
      'POST /api/jobs': { ThrottlingRateLimit: 7 },
      'GET /api/jobs/{jobId}': { ThrottlingRateLimit: 8 },
    });
  });

  it('throttles any further route, and logs requests without path, query and address', () => {
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    const { DestinationArn, Format } = stage?.Properties.AccessLogSettings ?? {};
    expect(DestinationArn).toBeDefined();
    expect(Format).toContain('$context.routeKey');
    expect(Format).not.toMatch(/path|query|sourceIp|header/i);
  });
});
