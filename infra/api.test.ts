import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the HTTP API', () => {
  it('has these routes', () => {
    const routes = Object.entries(template.findResources('AWS::ApiGatewayV2::Route'))
      .filter(([id]) => id.startsWith('ApiHttp'))
      .map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.sort()).toEqual([
      'DELETE /api/jobs/{jobId}',
      'GET /api/jobs/{jobId}',
      'GET /api/limits',
      'POST /api/jobs',
    ]);
  });

  const stages = (of: typeof template) =>
    Object.values(of.findResources('AWS::ApiGatewayV2::Stage'));
  const httpStage = (of: typeof template) =>
    stages(of).find(({ Properties }) => Properties.StageName === '$default');
  const stage = httpStage(template);

  it('throttles each route by itself, from the configuration, once the route exists', () => {
    const routes = Object.keys(template.findResources('AWS::ApiGatewayV2::Route')).filter((id) =>
      id.startsWith('ApiHttp'),
    );
    expect(stage?.Properties.RouteSettings).toEqual({
      'POST /api/jobs': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      'GET /api/jobs/{jobId}': { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      'DELETE /api/jobs/{jobId}': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      'GET /api/limits': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(routes));
    const context = { createsPerSecond: '7', pollsPerSecond: '8' };
    const other = httpStage(synthesise({ target: 'local', context }));
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
